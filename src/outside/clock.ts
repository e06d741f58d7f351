/** Port: the time of day. Nothing else in src reads the machine's clock. */
export interface Clock {
  now(): Date;
}
