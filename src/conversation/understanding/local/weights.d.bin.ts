/** What wrangler makes of a `.bin` file. */
declare const file: ArrayBuffer;
export default file;
