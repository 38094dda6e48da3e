/** What a forger can do who records the whole journal anew: nothing in a record speaks against it, and the graph knows nothing of it. */
import { changeCall, type Kind } from './mutant.ts';

export const UNSEEN_KINDS: readonly Kind[] = [
  {
    name: 'who walked is forged',
    wanted: 'unseen',
    mutate: ({ story }) => ({
      story: {
        ...story,
        opened: story.opened && { ...story.opened, client: { name: 'a famous model', version: '9' } },
      },
    }),
  },
  {
    name: 'how long a call took is forged',
    wanted: 'unseen',
    mutate: (base, random) => changeCall(base, random, () => ({ milliseconds: 1 })),
  },
  {
    name: 'a tool is renamed, and the served tools are said to be others',
    wanted: 'unseen',
    mutate: (base, random) => {
      const mutant = changeCall(base, random, () => ({ tool: 'get_truth' }));
      const { opened } = base.story;
      return (
        mutant && { story: { ...mutant.story, opened: opened && { ...opened, toolset: `ts1:${'0'.repeat(64)}` } } }
      );
    },
  },
];
