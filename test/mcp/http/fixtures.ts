/** What the official conformance suite asks a server to have: small tools, resources and prompts with names of its own. */
import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import {
  CallToolRequestSchema,
  type CallToolResult,
  CompleteRequestSchema,
  CreateMessageResultSchema,
  ElicitResultSchema,
  GetPromptRequestSchema,
  ListPromptsRequestSchema,
  ListResourcesRequestSchema,
  ListResourceTemplatesRequestSchema,
  ListToolsRequestSchema,
  ReadResourceRequestSchema,
  SetLevelRequestSchema,
  SubscribeRequestSchema,
  UnsubscribeRequestSchema,
} from '@modelcontextprotocol/sdk/types.js';

/** One pixel, and no sound. */
const PNG = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==';
const WAV = 'UklGRiQAAABXQVZFZm10IBAAAAABAAEAQB8AAEAfAAABAAgAZGF0YQAAAAA=';

const text = (words: string) => ({ type: 'text' as const, text: words });
const image = { type: 'image' as const, data: PNG, mimeType: 'image/png' };
const resource = (uri: string) => ({
  type: 'resource' as const,
  resource: { uri, mimeType: 'text/plain', text: 'text' },
});
const user = (content: object) => ({ role: 'user' as const, content });

/** How a tool speaks to its client before its result. */
interface Speaking {
  notify(method: string, params: object): Promise<void>;
  ask(method: string, params: object): Promise<unknown>;
}
type Tool = (speaking: Speaking) => CallToolResult | Promise<CallToolResult>;

const chosen = [
  { const: 'value1', title: 'One' },
  { const: 'value2', title: 'Two' },
];
const options = ['option1', 'option2', 'option3'];

async function elicit({ ask }: Speaking, properties: object): Promise<CallToolResult> {
  const requestedSchema = { type: 'object', properties };
  const given = await ask('elicitation/create', { mode: 'form', message: 'Please tell.', requestedSchema });
  return { content: [text(JSON.stringify(given))] };
}

const TOOLS: Readonly<Record<string, Tool>> = {
  test_simple_text: () => ({ content: [text('This is a simple text response for testing.')] }),
  test_image_content: () => ({ content: [image] }),
  test_audio_content: () => ({ content: [{ type: 'audio', data: WAV, mimeType: 'audio/wav' }] }),
  test_embedded_resource: () => ({ content: [resource('test://embedded-resource')] }),
  test_multiple_content_types: () => ({ content: [text('Mixed'), image, resource('test://mixed-content-resource')] }),
  test_error_handling: () => ({
    content: [text('This tool intentionally returns an error for testing')],
    isError: true,
  }),
  test_tool_with_logging: async ({ notify }) => {
    for (const data of ['started', 'processing', 'completed']) {
      await notify('notifications/message', { level: 'info', data });
    }
    return { content: [text('logged')] };
  },
  test_tool_with_progress: async ({ notify }) => {
    for (const progress of [0, 50, 100]) await notify('notifications/progress', { progress, total: 100 });
    return { content: [text('progressed')] };
  },
  test_sampling: async ({ ask }) => {
    const messages = [user(text('Say something.'))];
    return { content: [text(JSON.stringify(await ask('sampling/createMessage', { messages, maxTokens: 100 })))] };
  },
  test_elicitation: (speaking) => elicit(speaking, { username: { type: 'string' }, email: { type: 'string' } }),
  test_elicitation_sep1034_defaults: (speaking) =>
    elicit(speaking, {
      name: { type: 'string', default: 'John Doe' },
      age: { type: 'integer', default: 30 },
      score: { type: 'number', default: 95.5 },
      status: { type: 'string', enum: ['active', 'inactive', 'pending'], default: 'active' },
      verified: { type: 'boolean', default: true },
    }),
  test_elicitation_sep1330_enums: (speaking) =>
    elicit(speaking, {
      untitledSingle: { type: 'string', enum: options },
      titledSingle: { type: 'string', oneOf: chosen },
      legacyEnum: { type: 'string', enum: options, enumNames: ['One', 'Two', 'Three'] },
      untitledMulti: { type: 'array', items: { type: 'string', enum: options } },
      titledMulti: { type: 'array', items: { anyOf: chosen } },
    }),
};

const PROMPTS: Readonly<Record<string, (given: Readonly<Record<string, string>>) => object[]>> = {
  test_simple_prompt: () => [user(text('This is a simple prompt for testing.'))],
  test_prompt_with_arguments: ({ arg1, arg2 }) => [user(text(`Prompt with arguments: arg1='${arg1}', arg2='${arg2}'`))],
  test_prompt_with_embedded_resource: ({ resourceUri = '' }) => [
    user(resource(resourceUri)),
    user(text('Look at it.')),
  ],
  test_prompt_with_image: () => [user(image), user(text('Look at it.'))],
};

const TEMPLATE = /^test:\/\/template\/([^/]+)\/data$/;

function read(uri: string): object {
  if (uri === 'test://static-binary') return { uri, mimeType: 'image/png', blob: PNG };
  const id = TEMPLATE.exec(uri)?.[1];
  return { uri, mimeType: 'text/plain', text: id === undefined ? 'static text' : JSON.stringify({ id }) };
}

/** A server for one session, with all of it. */
export function fixtureServer(): Server {
  const capabilities = { tools: {}, prompts: {}, logging: {}, completions: {}, resources: { subscribe: true } };
  const server = new Server({ name: 'fixtures', version: '1' }, { capabilities });
  const inputSchema = { type: 'object' as const };
  const tools = Object.keys(TOOLS).map((name) => ({ name, description: name, inputSchema }));
  const resources = ['static-text', 'static-binary', 'watched-resource'].map((name) => ({
    name,
    uri: `test://${name}`,
  }));
  const given = ['arg1', 'arg2', 'resourceUri'].map((name) => ({ name }));
  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, { sendNotification, sendRequest }) => {
    const { progressToken = 0 } = params._meta ?? {};
    return await (TOOLS[params.name] as Tool)({
      notify: (method, rest) => sendNotification({ method, params: { progressToken, ...rest } } as never),
      ask: (method, asked) => {
        const answer = method === 'elicitation/create' ? ElicitResultSchema : CreateMessageResultSchema;
        return sendRequest({ method, params: asked } as never, answer);
      },
    });
  });
  server.setRequestHandler(ListResourcesRequestSchema, () => ({ resources }));
  server.setRequestHandler(ListResourceTemplatesRequestSchema, () => ({
    resourceTemplates: [{ name: 'template', uriTemplate: 'test://template/{id}/data' }],
  }));
  server.setRequestHandler(ReadResourceRequestSchema, ({ params }) => ({ contents: [read(params.uri)] as never }));
  server.setRequestHandler(SubscribeRequestSchema, () => ({}));
  server.setRequestHandler(UnsubscribeRequestSchema, () => ({}));
  server.setRequestHandler(ListPromptsRequestSchema, () => ({
    prompts: Object.keys(PROMPTS).map((name) => ({ name, description: name, arguments: given })),
  }));
  server.setRequestHandler(GetPromptRequestSchema, ({ params }) => ({
    messages: PROMPTS[params.name]?.(params.arguments ?? {}) as never,
  }));
  server.setRequestHandler(CompleteRequestSchema, () => ({ completion: { values: ['paris'], total: 1 } }));
  server.setRequestHandler(SetLevelRequestSchema, () => ({}));
  return server;
}
