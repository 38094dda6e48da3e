import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { openModel } from '../../src/reword/endpoint.ts';
import type { EndpointOptions } from '../../src/reword/endpoint-options.ts';
import type { ChatMessage, Model, Reply } from '../../src/reword/model.ts';
import { answer, type Behaviour, type ChatServer, chatServer, completion } from './chat-server.ts';

const KEY = 'sk-secret-0123456789';
const HELLO: ChatMessage[] = [{ role: 'user', content: 'hello' }];

const opened: { close(): unknown }[] = [];
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close();
});

async function serve(behave: Behaviour): Promise<ChatServer> {
  const server = await chatServer(behave);
  opened.push(server);
  return server;
}

function open(url: string, options: Partial<EndpointOptions> = {}): Model {
  const model = openModel({ url, model: 'small', firstWait: 5, ...options });
  opened.push(model);
  return model;
}

async function replyOf(behave: Behaviour, options: Partial<EndpointOptions> = {}): Promise<[Reply, ChatServer]> {
  const server = await serve(behave);
  return [await open(server.url, options).complete(HELLO), server];
}

async function errorOf(work: Promise<unknown> | (() => unknown)): Promise<Error & { code?: string }> {
  try {
    await (typeof work === 'function' ? work() : work);
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

describe('a request', () => {
  test('holds model, messages, settings that make replies repeatable, and the key as a bearer token', async () => {
    const [reply, { received }] = await replyOf(() => 'good day', { key: KEY });
    expect(reply).toEqual({ text: 'good day' });
    expect(received).toHaveLength(1);
    expect(received[0]).toMatchObject({
      path: '/v1/chat/completions',
      headers: { authorization: `Bearer ${KEY}`, 'content-type': 'application/json' },
      body: { model: 'small', messages: HELLO, temperature: 0, seed: 0, stream: false },
    });
    expect(JSON.stringify(received[0]?.body)).not.toContain(KEY);
  });

  test('goes to the path below the base URL, whether that ends in a slash or not', async () => {
    const server = await serve(() => 'yes');
    await open(`${server.url}///`).complete(HELLO);
    expect(server.received[0]?.path).toBe('/v1/chat/completions');
  });

  test('has no authorization where there is no key', async () => {
    const [, { received }] = await replyOf(() => 'yes', { key: '' });
    expect(received[0]?.headers).not.toHaveProperty('authorization');
  });

  test('leaves out, from then on, a setting that the endpoint refuses by name', async () => {
    const server = await serve(({ body }, response) =>
      'temperature' in body || 'max_tokens' in body
        ? answer(response, 400, {
            error: { message: `unsupported: '${'seed' in body ? 'temperature' : ''}', 'max_tokens'` },
          })
        : 'yes',
    );
    const model = open(server.url);
    expect(await model.complete(HELLO)).toEqual({ text: 'yes' });
    expect(await model.complete(HELLO)).toEqual({ text: 'yes' });
    expect(server.received.map(({ body }) => 'temperature' in body)).toEqual([true, false, false]);
    expect(server.received[2]?.body).toHaveProperty('seed');
  });

  test('waits for its turn: never more at once than allowed', async () => {
    const server = await serve(async () => {
      await new Promise((later) => setTimeout(later, 5));
      return 'yes';
    });
    const model = open(server.url, { concurrency: 3 });
    const replies = await Promise.all(Array.from({ length: 20 }, () => model.complete(HELLO)));
    expect(replies.every((reply) => 'text' in reply)).toBe(true);
    expect(server.most()).toBeLessThanOrEqual(3);
  });
});

describe('a reply that may come later', () => {
  const after = (times: number, fail: Behaviour): Behaviour => {
    let failed = 0;
    return (received, response) => (failed++ < times ? fail(received, response) : 'at last');
  };

  test.each<[string, Behaviour]>([
    ['too many requests, with seconds to wait', (_, response) => answer(response, 429, {}, { 'retry-after': '0' })],
    [
      'too many requests, with a date to wait for',
      (_, response) => answer(response, 429, {}, { 'retry-after': new Date(0).toUTCString() }),
    ],
    ['too many requests, without a word', (_, response) => answer(response, 429, {})],
    ['an error of the server', (_, response) => answer(response, 500, 'oops')],
    ['a gateway without a server', (_, response) => answer(response, 502, '<html>')],
    [
      'a connection that breaks',
      (_, response) => {
        response.destroy();
        return undefined;
      },
    ],
  ])('is asked for again: %s', async (_what, fail) => {
    const [reply, { received }] = await replyOf(after(2, fail));
    expect(reply).toEqual({ text: 'at last' });
    expect(received).toHaveLength(3);
  });

  test.each<[string, Behaviour, Reply, number]>([
    ['a server in trouble', (_, response) => answer(response, 503, ''), { failure: 'the endpoint fails' }, 4],
    ['a server that is busy', (_, response) => answer(response, 429, ''), { failure: 'the endpoint is too busy' }, 4],
    [
      'a server that is busy for an hour',
      (_, response) => answer(response, 429, '', { 'retry-after': '3600' }),
      { failure: 'the endpoint is too busy' },
      1,
    ],
    ['silence', () => new Promise<undefined>(() => undefined), { failure: 'no reply in time' }, 1],
    [
      'a body without end',
      (_, response) => {
        response.writeHead(200);
        response.write('{"choices": ');
        return undefined;
      },
      { failure: 'no reply in time' },
      1,
    ],
  ])('is given up after some tries: %s', async (_what, behave, failure, requests) => {
    const [reply, { received }] = await replyOf(behave, { timeout: 0.3 });
    expect(reply).toEqual(failure);
    expect(received).toHaveLength(requests);
  });
});

describe('a bad reply is counted, not thrown', () => {
  test.each<[string, Behaviour, Reply]>([
    [
      'a huge one',
      (_, response) => {
        const piece = 'a'.repeat(1 << 16);
        const pour = (): void => {
          while (!response.destroyed && response.write(piece));
          if (!response.destroyed) response.once('drain', pour);
        };
        response.writeHead(200);
        pour();
        return undefined;
      },
      { failure: 'the reply is too large' },
    ],
    [
      'no JSON',
      (_, response) => answer(response, 200, '<html>hello</html>'),
      { failure: 'the reply is no chat completion' },
    ],
    ['other JSON', (_, response) => answer(response, 200, '[null]'), { failure: 'the reply is no chat completion' }],
    [
      'no choice',
      (_, response) => answer(response, 200, { choices: [] }),
      { failure: 'the reply is no chat completion' },
    ],
    [
      'a content that is no text',
      (_, response) => answer(response, 200, completion({ text: 1 })),
      { failure: 'the reply is no chat completion' },
    ],
    [
      'a cut text',
      (_, response) => answer(response, 200, completion('Wh', 'length')),
      { failure: 'the reply is cut off' },
    ],
  ])('%s', async (_what, behave, failure) => {
    expect((await replyOf(behave))[0]).toEqual(failure);
  });

  test('a text in parts is put together', async () => {
    const parts = [{ type: 'text', text: 'good ' }, { type: 'image' }, null, { type: 'text', text: 'day' }];
    expect((await replyOf((_, response) => answer(response, 200, completion(parts))))[0]).toEqual({ text: 'good day' });
  });
});

describe('what no other request would fare better with is an error that says what to do', () => {
  test.each<[string, number, unknown, string | undefined, string, RegExp]>([
    ['no key', 401, {}, undefined, 'model_key_refused', /wants a key: set GRAPHTRAIL_MODEL_KEY/],
    ['a wrong key', 401, { error: `wrong key ${KEY}` }, KEY, 'model_key_refused', /does not take the key: check/],
    ['a key without rights', 403, {}, KEY, 'model_key_refused', /may use this model/],
    [
      'an unknown model',
      404,
      { error: { message: `no "small" for ${KEY}` } },
      KEY,
      'model_not_found',
      /no model "small".*\/v1.*it said/,
    ],
    [
      'a request it does not take',
      400,
      `bad\u001b[2J ${'x'.repeat(5000)}`,
      KEY,
      'model_refused',
      /does not take the request/,
    ],
  ])('%s', async (_what, status, body, key, code, message) => {
    const server = await serve((_, response) => answer(response, status, body));
    const error = await errorOf(open(server.url, { key }).complete(HELLO));
    expect(error).toMatchObject({ name: 'ModelError', code });
    expect(error.message).toMatch(message);
    expect(error.message).toContain(`${server.url}/chat/completions answered ${status}`);
    expect(error.message).not.toContain(KEY);
    expect(error.message).not.toContain('\u001b');
    expect(error.message.length).toBeLessThan(500);
    expect(server.received).toHaveLength(1);
  });

  test('a redirect is not followed: the key goes to no other host', async () => {
    const elsewhere = await serve(() => 'yes');
    const server = await serve((_, response) =>
      answer(response, 307, '', { location: `${elsewhere.url}/chat/completions?token=${KEY}` }),
    );
    const error = await errorOf(open(server.url, { key: KEY }).complete(HELLO));
    expect(error).toMatchObject({ name: 'ModelError', code: 'model_moved' });
    expect(error.message).toContain(`a redirect to ${elsewhere.url}/chat/completions;`);
    expect(error.message).not.toContain(KEY);
    expect(elsewhere.received).toEqual([]);
  });

  test('nobody there', async () => {
    const server = await chatServer(() => 'yes');
    await server.close();
    const error = await errorOf(open(server.url).complete(HELLO));
    expect(error).toMatchObject({ name: 'ModelError', code: 'model_unreachable' });
    expect(error.message).toMatch(/ECONNREFUSED.*check that the server runs/);
  });

  test('somebody there who speaks another protocol is asked a few times, then counted', async () => {
    const server = createServer((socket) => socket.on('error', () => undefined).end('SSH-2.0-OpenSSH_9.9\r\n'));
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    opened.push({ close: () => server.close() });
    const { port } = server.address() as { port: number };
    expect(await open(`http://127.0.0.1:${port}`).complete(HELLO)).toEqual({ failure: 'the endpoint fails' });
  });

  test.each<[string, Partial<EndpointOptions>, string, RegExp]>([
    ['a URL that is none', { url: 'localhost' }, 'model_url', /such as "http:.*got "localhost"/],
    ['a URL of another kind', { url: 'file:///etc/passwd' }, 'model_url', /got one of "file:"/],
    ['a URL with a password', { url: 'http://me:secret@host/v1' }, 'model_url', /without a name or password/],
    ['a key with a line break', { key: `${KEY}\nx: y` }, 'model_key', /white space/],
  ])('%s is refused before anything is sent', async (_what, options, code, message) => {
    const error = await errorOf(() => openModel({ url: 'http://127.0.0.1/v1', model: 'small', ...options }));
    expect(error).toMatchObject({ name: 'UsageError', code });
    expect(error.message).toMatch(message);
    expect(error.message).not.toMatch(/sk-|secret/);
  });
});

test('closing a model breaks off what is under way', async () => {
  const server = await serve(() => new Promise<undefined>(() => undefined));
  const model = open(server.url);
  const pending = errorOf(model.complete(HELLO));
  await expect.poll(() => server.received.length).toBe(1);
  model.close();
  expect((await pending).name).toBe('AbortError');
});
