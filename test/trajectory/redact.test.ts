/** Secrets are taken out before a record is written; ordinary text of graphs is left alone. */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { openJournal } from '../../src/trajectory/journal.ts';
import type { Event } from '../../src/trajectory/record.ts';
import { createRedactor, isRedacted } from '../../src/trajectory/redact.ts';
import { readSecretKinds } from '../../src/trajectory/secret-file.ts';
import { called, hostileEvent, opened } from './events.ts';
import { readBack, temporaryFolder } from './folder.ts';

const BASE64 = 'QWxhZGRpbjpvcGVuIHNlc2FtZQ';
/** Made up, or the examples of their issuers' own manuals; put together here so that no scanner takes them for real. */
const CANARIES: readonly (readonly [kind: string, secret: string])[] = [
  [
    'private-key',
    `-----BEGIN RSA PRIVATE KEY-----\nDEK-Info: AES-128-CBC,00\n\n${BASE64}\n-----END RSA PRIVATE KEY-----`,
  ],
  ['private-key', `-----BEGIN OPENSSH PRIVATE KEY-----\n${BASE64}`],
  ['private-key', `-----BEGIN PGP PRIVATE KEY BLOCK-----\n${BASE64}\n-----END PGP PRIVATE KEY BLOCK-----`],
  ['jwt', `eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.${BASE64}`],
  ['bearer-token', `Bearer ${BASE64}0123`],
  ['bearer-token', `bearer\t${'a1.b2_c3-d4~'.repeat(3)}`],
  ['basic-credentials', `Authorization: Basic ${BASE64}==`],
  ['api-key', `sk-${'Ab3dEf6hIj9kLm2nOp5q'.repeat(2)}`],
  ['api-key', `sk-proj-${'Ab3dEf6hIj9kLm2nOp5q'}_xyz`],
  ['api-key', `sk-ant-api03-${'Ab3dEf6hIj9kLm2nOp5q'}`],
  ['api-key', `sk_${'live'}_${'4eC39HqLyjWDarjtT1zdp7dc'}`],
  ['aws-access-key', 'AKIA' + 'IOSFODNN7EXAMPLE'],
  ['aws-access-key', 'ASIA' + 'IOSFODNN7EXAMPLE'],
  ['google-api-key', `AIza${'Sy0123456789abcdefghijklmnopqrstuvw'}`],
  ['github-token', `ghp_${'0123456789abcdefghijABCDEFGHIJ012345'}`],
  ['github-token', `github_pat_${'0123456789abcdefghijABCDEFGHIJ0123456789'}`],
  ['gitlab-token', `glpat-${'0123456789abcdefghij'}`],
  ['slack-token', `xoxb-${'123456789012-abcdefghijkl'}`],
  ['npm-token', `npm_${'0123456789abcdefghijABCDEFGHIJ012345'}`],
  ['hugging-face-token', `hf_${'0123456789abcdefghijABCDEFGHIJ0123'}`],
];

const redactor = createRedactor();
const cleaned = (text: string): string => {
  const event: Event = { type: 'task', task: 't1', question: text };
  const { event: kept } = redactor.clean(event);
  return (kept as { question: string }).question;
};

test.each(CANARIES)('%s: %s is found wherever it stands, and nothing around it is lost', (kind, secret) => {
  const around = [
    ['', ''],
    ['see "', '" there'],
    ['\n', '\n'],
    ['a: ', ', b'],
    ['(', ')'],
    ['é', ' é'],
  ] as const;
  for (const [before, after] of around) {
    // What follows a key block without an end belongs to it.
    const open = kind === 'private-key' && !secret.includes('END');
    const text = `${before}${secret}${after}`;
    const left = cleaned(text);
    expect(left).not.toContain(secret.slice(-12));
    expect(left.startsWith(before)).toBe(true);
    if (!open) expect(left.endsWith(after)).toBe(true);
    expect(left).toContain(`[redacted:${kind}]`);
    expect(isRedacted(left)).toBe(true);
    expect(redactor.suspects(JSON.stringify({ text }))).toBe(true);
  }
});

test('a password is taken out of a URL and its name left', () => {
  expect(cleaned('see https://bob:hunter2@example.org:8080/x?y=1')).toBe(
    'see https://bob:[redacted:password]@example.org:8080/x?y=1',
  );
  expect(cleaned('https://example.org/sparql?api_key=abc12345&q=1')).toBe(
    'https://example.org/sparql?api_key=[redacted:password]&q=1',
  );
});

test('no canary of any kind reaches the disk, in whatever member it comes, and the record says how many there were', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder, { redact: redactor });
  const all = CANARIES.map(([, secret]) => secret).join('  ');
  const item = { kind: 'entity', id: all, label: all } as const;
  await journal.append('T', { ...opened, client: { name: all, version: all } });
  await journal.append('T', { type: 'task', task: 't1', question: all });
  await journal.append('T', {
    ...called,
    tool: all,
    arguments: { [all]: [all, { deep: { deeper: all }, type: all, kind: all }] },
    operation: { follow: all, of: { entities: [all] } },
    observation: {
      status: 'unknown',
      message: all,
      items: [item],
      candidates: [{ id: all, label: all, classes: [all] }],
    },
  });
  await journal.append('T', { type: 'answer', answer: { text: all, entities: [all] }, resolved: [all] });
  await journal.append('U', opened);
  await journal.close();
  const text = readFileSync(journal.file as string, 'utf8');
  for (const [, secret] of CANARIES) expect(text).not.toContain(JSON.stringify(secret).slice(-14, -1));
  const { trajectories, reports } = await readBack(folder);
  expect(reports).toMatchObject([{ problemCount: 0 }]);
  const [first, second] = trajectories;
  expect(first?.task?.redacted).toBeGreaterThanOrEqual(CANARIES.length - 1);
  expect(first?.calls[0]).toMatchObject({ observation: { status: 'unknown', items: [{ kind: 'entity' }] } });
  expect(second?.opened).not.toHaveProperty('redacted');
});

test('without the option a record is written as it is', async () => {
  const folder = temporaryFolder();
  const journal = openJournal(folder);
  const [, secret] = CANARIES[0] ?? [];
  await journal.append('T', { type: 'task', task: 't1', question: secret as string });
  await journal.close();
  expect((await readBack(folder)).trajectories[0]?.task?.question).toBe(secret);
});

test('the quick look never says "no" wrongly, also where JSON escapes what stands around a secret', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.constantFrom(...CANARIES),
      fc.string(),
      (before, [, secret], after) => {
        const event: Event = { type: 'task', task: 't1', question: `${before}${secret}${after}` };
        const { redacted } = redactor.clean(event);
        expect(redacted === 0 || redactor.suspects(JSON.stringify(event))).toBe(true);
      },
    ),
  );
});

test('an event without secrets stays the very same', () => {
  fc.assert(
    fc.property(hostileEvent, (event) => {
      const { event: kept, redacted } = redactor.clean(event);
      expect(redacted).toBe(0);
      expect(kept).toBe(event);
    }),
  );
});

test('nothing in the bundled graphs is taken for a secret: no IRI, no label, no value', () => {
  const folder = resolve(import.meta.dirname, '../../graphs');
  const files = readdirSync(folder).filter((name) => name.endsWith('.ttl'));
  expect(files.length).toBeGreaterThan(0);
  for (const name of files) {
    for (const line of readFileSync(join(folder, name), 'utf8').split('\n')) expect(cleaned(line)).toBe(line);
  }
});

test.each([
  'Bearer Telecommunications Corporation',
  'Basic Instrumentation of 1999',
  'sk-slovan-bratislava-2019-2020-season-results',
  'Task-force-2019-reorganisation-committee-report',
  'https://example.org:8080/a@b',
  'mailto:someone@example.org',
  'http://www.wikidata.org/entity/Q42',
  '/m/0dgst_d',
  'urn:uuid:6ba7b810-9dad-11d1-80b4-00c04fd430c8',
  'gt1:3f786850e387550fdab836ed7e6dc881de23001b',
  'Eyjafjallajökull.is.a volcano',
  'The password is swordfish',
  'secret = love',
  'hf_trainer_callback_example_module_name',
  'akiaIOSFODNN7EXAMPLE',
])('%s is no secret', (text) => {
  expect(cleaned(text)).toBe(text);
});

test('texts made to be slow are not', () => {
  const marks = [
    'sk-',
    'eyJ',
    '-----BEGIN RSA PRIVATE KEY-----',
    'bearer ',
    '://a:',
    'password=',
    'xoxb-',
    '://a:b',
    'a@',
    '-',
  ];
  for (const mark of marks) cleaned(mark.repeat(1_000_000 / mark.length));
});

test('an operator adds kinds in a file, and a line that makes no sense is refused with its place', () => {
  const path = join(temporaryFolder(), 'secrets');
  writeFileSync(path, '# ours\n\nstaff-number  EMP-\\d{6}\n');
  const more = createRedactor(readSecretKinds(path));
  const event: Event = { type: 'task', task: 't1', question: 'Who is EMP-123456?' };
  expect(more.suspects(JSON.stringify(event))).toBe(true);
  expect(more.clean(event)).toEqual({
    event: { ...event, question: 'Who is [redacted:staff-number]?' },
    redacted: 1,
  });
  for (const line of ['nothing', 'Upper x', 'bad (', 'x']) {
    writeFileSync(path, `ok y\n${line}\n`);
    expect(() => readSecretKinds(path)).toThrow(`${path}:2`);
  }
  expect(() => readSecretKinds(join(path, 'absent'))).toThrow(expect.objectContaining({ code: 'secret_file' }));
});
