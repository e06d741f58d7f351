/** Papers by content: what a telephone, a scanner or an office wrote into them is gone, what they show is unchanged. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cleanDocument } from '../../src/services/documents/clean.ts';
import { createTokens } from '../../src/services/tokens.ts';
import {
  chunk,
  exif,
  frame,
  header,
  jpeg,
  latin,
  type PdfParts,
  pdf,
  png,
  SECRET,
  segment,
  stream,
  textOf,
  together,
} from '../support/papers.ts';

const taken = (bytes: Uint8Array): Uint8Array => {
  const done = cleanDocument(bytes);
  if (!done.ok) throw new Error(`refused: ${done.reason}`);
  return done.bytes;
};
const reason = (bytes: Uint8Array): string => {
  const done = cleanDocument(bytes);
  return done.ok ? `taken as ${done.type}` : done.reason;
};
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const upright = (orientation: number) =>
  hex(
    segment(
      0xe1,
      together(
        latin('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0'),
        Uint8Array.of(orientation, 0, 0, 0, 0, 0, 0),
      ),
    ),
  );

test('a photo with place, camera, texts and a thumbnail keeps its picture and nothing else', () => {
  const full = together(
    jpeg([
      segment(0xe0, together(latin('JFIF\0\x01\x02\0\0H\0H\x01\x01'), Uint8Array.of(1, 2, 3))),
      segment(0xe0, latin(`JFXX\0\x10${SECRET}`)),
      segment(0xe1, exif(1)),
      segment(0xe1, latin(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${SECRET}</x:xmpmeta>`)),
      segment(0xe2, latin(`ICC_PROFILE\0\x01\x01${SECRET}`)),
      segment(0xed, latin(`Photoshop 3.0\0${SECRET}`)),
      segment(0xfe, latin(SECRET)),
    ]),
    latin(`behind the picture: ${SECRET}`),
  );
  const bytes = taken(full);
  expect(hex(bytes)).toBe(hex(jpeg([segment(0xe0, latin('JFIF\0\x01\x02\0\0H\0H\0\0'))])));
  expect(hex(taken(bytes))).toBe(hex(bytes));
});

test('a photo taken sideways stays the right way up: the orientation is all that is left of its EXIF', () => {
  for (const little of [true, false]) {
    for (let orientation = 2; orientation <= 8; orientation += 1) {
      const bytes = taken(jpeg([segment(0xe1, exif(orientation, { little }))]));
      expect(textOf(bytes)).not.toContain('Wang');
      expect(hex(bytes)).toBe(hex(jpeg()).replace(/^ffd8/, `ffd8${upright(orientation)}`));
      expect(hex(taken(bytes))).toBe(hex(bytes));
    }
  }
  for (const payload of [
    exif(1),
    exif(9),
    exif(0),
    exif(6).subarray(0, 20),
    latin('Exif\0\0XX'),
    latin('Exif\0\0II*\0\xff\xff\xff\xff'),
  ])
    expect(hex(taken(jpeg([segment(0xe1, payload)])))).toBe(hex(jpeg()));
});

test('a picture in print colours keeps the note that says so, without what hangs on to it', () => {
  const note = latin('Adobe\0\x64\x80\0\0\0\x02');
  expect(hex(taken(jpeg([segment(0xee, together(note, latin(SECRET)))])))).toBe(hex(jpeg([segment(0xee, note)])));
  expect(hex(taken(jpeg([segment(0xee, latin(SECRET))])))).toBe(hex(jpeg()));
});

test('a screenshot with texts, times and a place keeps its pixels and how they look', () => {
  const looks = [
    chunk('gAMA', Uint8Array.of(0, 0, 0xb1, 0x8f)),
    chunk('sRGB', Uint8Array.of(0)),
    chunk('PLTE', Uint8Array.of(1, 2, 3, 4, 5, 6)),
    chunk('tRNS', Uint8Array.of(0)),
  ];
  const full = together(
    png(
      [
        chunk('tEXt', latin(`Author\0${SECRET}`)),
        ...looks,
        chunk('iTXt', latin(`XML:com.adobe.xmp\0\0\0\0\0${SECRET}`)),
        chunk('zTXt', latin(`Comment\0\0${SECRET}`)),
        chunk('eXIf', exif(6)),
        chunk('tIME', Uint8Array.of(7, 0xea, 11, 22, 1, 2, 3)),
        chunk('iCCP', latin(`${SECRET}\0\0`)),
        chunk('pHYs', new Uint8Array(9)),
        chunk('acTL', new Uint8Array(8)),
        chunk('gAMA', latin(SECRET)),
      ],
      header(1, 1, 8, 3),
    ),
    latin(`PK\x03\x04${SECRET}`),
  );
  expect(hex(taken(full))).toBe(hex(png(looks, header(1, 1, 8, 3))));
});

test('a PDF keeps every byte in its place, and says no more who made it, when and with what', () => {
  const info = [
    `/Title (${SECRET} \\) \\( (nested ${SECRET}) )`,
    `/Author <${Buffer.from(SECRET).toString('hex')}>`,
    "/CreationDate (D:20261121093000+08'00')",
    '/Producer 5 0 R /Keywords 6 0 R /Trapped /False',
  ].join(' ');
  const xmp = latin(`<?xpacket begin=''?><dc:creator>${SECRET}</dc:creator><?xpacket end='w'?>`);
  const photo = jpeg([segment(0xe1, exif(6)), segment(0xfe, latin(SECRET))]);
  const page = latin(`BT (${SECRET} is what the page shows: it stays. /JS /Launch) Tj ET`);
  const whole = pdf({
    info,
    catalog: '/Metadata 7 0 R',
    objects: [
      `(${SECRET})`,
      `<${Buffer.from(SECRET).toString('hex')}>`,
      stream('/Type /Metadata /Subtype /XML', xmp),
      stream('/Type /XObject /Subtype /Image /Filter /DCTDecode', photo),
      stream('', page),
    ],
  });
  const bytes = taken(whole);
  expect(bytes.length).toBe(whole.length);
  const text = textOf(bytes);
  expect(text.split(SECRET)).toHaveLength(2);
  expect(text).toContain(textOf(page));
  for (const trace of ['D:2026', 'nested', 'creator', 'xpacket', Buffer.from(SECRET).toString('hex')])
    expect(text).not.toContain(trace);
  const same = textOf(whole)
    .split('')
    .filter((letter, i) => letter !== text[i]).length;
  expect(same).toBeGreaterThan(100);
  // Outside values nothing changed: every name, number and offset stands where it stood.
  for (const part of ['/Trapped /False', 'xref\n0 10', 'trailer', '/Type /Metadata', '/Info 4 0 R', 'startxref'])
    expect(text.indexOf(part)).toBe(textOf(whole).indexOf(part));
  const at = text.indexOf('\xff\xd8');
  expect(cleanDocument(bytes.subarray(at, at + photo.length))).toMatchObject({ ok: true, bytes: jpeg() });
  expect(hex(taken(bytes))).toBe(hex(bytes));
});

test('a PDF that was saved twice loses the names of both times; bytes behind its end go', () => {
  const first = pdf();
  const second = together(
    first,
    latin(`4 0 obj\n<< /Author (${SECRET}) >>\nendobj\n9 0 obj<</Author(${SECRET})>>endobj\n`),
    latin('trailer\n<< /Root 1 0 R /Info 9 0 R /Prev 200 >>\nstartxref\n300\n%%EOF\r\n'),
  );
  const bytes = taken(together(second, latin(`<script>${SECRET}</script>`)));
  expect(bytes.length).toBe(second.length);
  expect(textOf(bytes)).not.toContain('Wang');
});

/** Signed as far as the numbers say: all of the file but the signature itself. */
const signedPdf = (range: (length: number) => readonly number[]): Uint8Array => {
  const info = `/Author (${SECRET})`;
  const blank = `/ByteRange [${Array.from({ length: 4 }, () => '0000000000').join(' ')}]`;
  const text = textOf(pdf({ info, objects: [`<< /Type /Sig ${blank} /Contents <00> >>`] }));
  const numbers = range(text.length).map((number) => String(number).padStart(10, '0'));
  return latin(text.replace(blank, `/ByteRange [${numbers.join(' ')}]`));
};

test('a signed PDF stays as it is, since one changed byte would break its signature', () => {
  const signed = signedPdf((length) => [0, 200, 260, length - 260]);
  expect(hex(taken(signed))).toBe(hex(signed));
  // Signed again later, over what the first signature covered: the newest is what holds.
  const first = signedPdf((length) => [0, 200, 260, length - 300]);
  const again = latin('9 0 obj\n<< /ByteRange[ 0 300 340 AAAAAAAAAA ] >>\nendobj\n%%EOF\n');
  const both = textOf(together(first, again));
  const whole = latin(both.replace('AAAAAAAAAA', String(both.length - 340).padStart(10, '0')));
  expect(hex(taken(whole))).toBe(hex(whole));
});

test('a PDF that only says it is signed is cleaned like any other: its numbers do not fit this file', () => {
  for (const range of [
    () => [0, 10, 20, 30],
    () => [0, 1, 2, 3],
    (length: number) => [1, 200, 260, length - 260],
    (length: number) => [0, 260, 260, length - 260],
    (length: number) => [0, 260, 200, length - 200],
    (length: number) => [0, 200, 260, length - 261],
    (length: number) => [0, 200, length + 10, 0],
  ])
    expect(textOf(taken(signedPdf(range)))).not.toContain('Wang');
  for (const comment of ['% /ByteRange [0 1 2 3]', '% /ByteRange [0 1 2]', '% /ByteRange [a b c d]'])
    expect(
      textOf(taken(together(latin(`%PDF-1.4\n${comment}\n`), pdf({ info: `/Author (${SECRET})` })))),
    ).not.toContain('Wang');
});

test('a PDF that is locked or does something by itself is refused, however its names are spelt', () => {
  const locked: PdfParts[] = [
    { trailer: '/Encrypt 5 0 R', objects: ['<< /Filter /Standard >>'] },
    { trailer: '/Encr#79pt 5 0 R' },
  ];
  for (const parts of locked) expect(reason(pdf(parts))).toBe('is a PDF with a password or restrictions');
  const active = [
    '/OpenAction << /S /JavaScript /JS (app.alert(1)) >>',
    '/OpenAction << /S /J#61vaScript /J#53 (app.alert(1)) >>',
    '/AA << /O << /S /Launch /F (calc.exe) >> >>',
    '/Names << /EmbeddedFiles << /Names [(a) 5 0 R] >> >>',
    '/OpenAction<</S/Launch>>',
    '/AcroForm << /Fields [<< /A << /S /SubmitForm >> >>] >>',
  ];
  for (const catalog of active) expect(reason(pdf({ catalog }))).toBe('is a PDF with scripts, programs or files in it');
  expect(reason(pdf({ objects: [stream('/Type /EmbeddedFile', latin('MZ'))] }))).toContain('files in it');
  expect(reason(pdf({ catalog: '/OpenAction [3 0 R /Fit] /Launches 1 /JSX 2' }))).toBe('taken as application/pdf');
});

test('what only looks like one of the three by its name is refused', () => {
  for (const [what, bytes] of [
    ['text', latin('just a text')],
    ['html', latin('<html><script>alert(1)</script>')],
    ['svg', latin('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['gif', latin('GIF89a\x01\0\x01\0')],
    ['zip', latin('PK\x03\x04')],
    ['program', latin('MZ\x90\0')],
    ['webp', latin('RIFF\0\0\0\0WEBPVP8 ')],
    ['heic', latin('\0\0\0\x18ftypheic')],
    ['half a start', Uint8Array.of(0xff, 0xd8)],
    ['a PDF behind something else', together(latin('GIF89a\n'), pdf())],
    ['a picture behind something else', together(latin('\n'), jpeg())],
  ] as const)
    expect([what, reason(bytes)]).toEqual([what, 'is not a JPEG, PNG or PDF']);
  expect(reason(new Uint8Array())).toBe('is empty');
});

test('a program tries the door with the smallest files there are: what begins and ends as one of the three is taken, emptied', () => {
  const [start, end] = [Uint8Array.of(0xff, 0xd8), Uint8Array.of(0xff, 0xd9)];
  const jfif = segment(0xe0, latin('JFIF\0\x01\x01\0\0\x01\0\x01\0\0'));
  for (const between of [
    new Uint8Array(),
    jfif,
    frame(65_535, 65_535),
    together(jfif, segment(0xe1, exif(6)), segment(0xfe, latin(SECRET))),
    together(Uint8Array.of(0xff, 0xe0), latin(`any bytes ${SECRET}`)),
    together(jfif, new Uint8Array(5_000)),
  ])
    expect(cleanDocument(together(start, between, end))).toEqual({
      ok: true,
      type: 'image/jpeg',
      bytes: together(start, end),
    });
  for (const text of [
    '%PDF-1.4\n%%EOF',
    '%PDF-1.7\nany text\n%%EOF\n',
    '%PDF-1.4\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\r\n',
  ])
    expect([text, textOf(taken(latin(text)))]).toEqual([text, text]);
  const named = latin(`%PDF-1.4\n4 0 obj<</Author(${SECRET})>>endobj\ntrailer<</Info 4 0 R>>\n%%EOF`);
  expect(textOf(taken(named))).not.toContain('Wang');
  for (const [bytes, why] of [
    [together(start, jfif), 'is a damaged or incomplete JPEG'],
    [together(start, jfif, end, latin('more')), 'is a damaged or incomplete JPEG'],
    [latin('%PDF-1.4\n1 0 obj\n<< >>\nendobj\n'), 'is a damaged or incomplete PDF'],
    [latin(`%PDF-1.4\n%%EOF${' '.repeat(2_000)}`), 'is a damaged or incomplete PDF'],
    [latin('%PDF-1.4\n<</S/JavaScript>>\n%%EOF'), 'is a PDF with scripts, programs or files in it'],
    [latin('%PDF-1.4\n<</Encrypt 5 0 R>>\n%%EOF'), 'is a PDF with a password or restrictions'],
  ] as const)
    expect(reason(bytes)).toBe(why);
});

test('a photo that broke on its way is refused although its end came: who sent it hears so and sends it again', () => {
  const whole = jpeg([segment(0xe1, exif(6))]);
  whole[4] = 0x70;
  expect(reason(whole)).toBe('is a damaged or incomplete JPEG');
});

test('two kinds in one file: only the picture is left', () => {
  for (const tail of [
    pdf(),
    latin('<?php system($_GET[0]);'),
    latin('PK\x03\x04PK\x05\x06'),
    jpeg([segment(0xe1, exif(6))]),
  ]) {
    expect(hex(taken(together(jpeg(), tail)))).toBe(hex(jpeg()));
    expect(hex(taken(together(png(), tail)))).toBe(hex(png()));
  }
  expect(hex(taken(jpeg([segment(0xfe, pdf())])))).toBe(hex(jpeg()));
});

test('a file that was cut off anywhere is refused', () => {
  for (const whole of [jpeg([segment(0xe1, exif(6))]), png(), pdf()]) {
    // The line's end behind a PDF's last mark may be missing.
    const most = textOf(whole).endsWith('%%EOF\n') ? whole.length - 1 : whole.length;
    for (let length = 0; length < most; length += 1)
      expect([length, reason(whole.subarray(0, length))]).toEqual([length, expect.not.stringContaining('taken')]);
  }
});

test('a broken picture is refused: no frame, no pixels, two frames, no scan, wrong sums, chunks nobody knows', () => {
  const spoilt = png();
  spoilt[45] = (spoilt[45] ?? 0) ^ 1;
  for (const [what, bytes] of Object.entries({
    'no frame': jpeg([], new Uint8Array()),
    'no height': jpeg([], frame(8, 0)),
    'no width': jpeg([], frame(0, 8)),
    'two frames': jpeg([frame(8, 8)]),
    'a wrong sum': spoilt,
    'no width in a PNG': png([], header(0, 1)),
    'an impossible depth': png([], header(1, 1, 3, 2)),
    'a palette picture without palette': png([], header(1, 1, 8, 3)),
    'an unknown critical chunk': png([chunk('CgBI', new Uint8Array(4))]),
    'two headers': png([header(1, 1)]),
    'data in two runs': png([chunk('IDAT', Uint8Array.of(1)), chunk('tEXt', latin('a\0b'))]),
    'a header that is not first': together(png().subarray(0, 8), chunk('tEXt', latin('a\0b')), png().subarray(8)),
  }))
    expect([what, reason(bytes)]).toEqual([what, expect.stringContaining('damaged')]);
});

test('a picture that would fill a clerk’s memory is refused by what it declares', () => {
  const tooMany = 'has more than 60 million pixels';
  expect(reason(jpeg([], frame(65_535, 65_535)))).toBe(tooMany);
  expect(reason(jpeg([], frame(10_000, 6_001)))).toBe(tooMany);
  expect(reason(jpeg([], frame(10_000, 6_000)))).toBe('taken as image/jpeg');
  expect(reason(png([], header(0x7fffffff, 0x7fffffff)))).toBe(tooMany);
  expect(reason(png([], header(60_000_001, 1)))).toBe(tooMany);
});

test('any bytes are taken or refused with a reason, and what was taken is clean already', () => {
  const starts = [jpeg([segment(0xe1, exif(6))]), png([chunk('tEXt', latin('a\0b'))]), pdf()];
  const spoilt = fc
    .tuple(
      fc.constantFrom(...starts),
      fc.array(fc.tuple(fc.nat(1_000), fc.nat(255)), { maxLength: 4 }),
      fc.uint8Array({ maxLength: 30 }),
    )
    .map(([start, changes, tail]) => {
      const bytes = together(start, tail);
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      return bytes;
    });
  const noise = fc
    .tuple(fc.constantFrom('', '\xff\xd8\xff', '\x89PNG\r\n\x1a\n', '%PDF-1.4\n'), fc.uint8Array({ maxLength: 300 }))
    .map(([start, rest]) => together(latin(start), rest));
  fc.assert(
    fc.property(fc.oneof(spoilt, noise), (bytes) => {
      const before = hex(bytes);
      const done = cleanDocument(bytes);
      expect(hex(bytes)).toBe(before);
      if (done.ok) expect(hex(taken(done.bytes))).toBe(hex(done.bytes));
      else expect(done.reason).toMatch(/^(is|has) /);
    }),
    { numRuns: 3_000, seed: 20_261_122 },
  );
});

test('a file that is all traps for a careless reader is looked through in one go', () => {
  const trap = (text: string) => pdf({ objects: [text.repeat(Math.floor(300_000 / text.length))] });
  for (const text of [
    '1',
    '1 ',
    ' ',
    '(',
    '<',
    '/Info 4 0 R ',
    '5 0 obj ',
    '>>stream ',
    '/Length ',
    'endstrea',
    '#2',
    '4 0 obj ',
    '4 0 obj(',
    '4 0 obj<</A 5 0 R>>5 0 obj(',
    '>>stream\nendstream ',
    '/ByteRange [',
    '/ByteRange [0 ',
  ])
    expect([text, reason(trap(text))]).toEqual([text, expect.stringMatching(/^(taken|is)/)]);
});

test('sealed bytes open under their own id only, unchanged, and say nothing of what is in them', async () => {
  const tokens = createTokens('a secret that only this test knows, long enough');
  const plain = latin(`${SECRET}${SECRET}`);
  const sealed = await tokens.sealBytes('paper', plain);
  expect(sealed.length).toBe(plain.length + 28);
  expect(textOf(sealed)).not.toContain('Wang');
  expect(hex(await tokens.unsealBytes('paper', sealed))).toBe(hex(plain));
  expect(hex(await tokens.sealBytes('paper', plain))).not.toBe(hex(sealed));
  await expect(tokens.unsealBytes('another paper', sealed)).rejects.toThrow();
  await expect(
    createTokens('another secret, just as long as the first').unsealBytes('paper', sealed),
  ).rejects.toThrow();
  for (const at of [0, 11, 12, sealed.length - 1]) {
    const changed = sealed.slice();
    changed[at] = (changed[at] ?? 0) ^ 1;
    await expect(tokens.unsealBytes('paper', changed)).rejects.toThrow();
  }
  await expect(tokens.unsealBytes('paper', sealed.subarray(0, 20))).rejects.toThrow();
});
