/** A language model as rewording sees it: messages in, a text out, or why there is none. */

export interface ChatMessage {
  readonly role: 'system' | 'user';
  readonly content: string;
}

/** Why a request gave no text. Counted, not thrown: other requests may fare better. */
export const FAILURES = [
  'no reply in time',
  'the endpoint is too busy',
  'the endpoint fails',
  'the reply is too large',
  'the reply is no chat completion',
  'the reply is cut off',
] as const;

export type Failure = (typeof FAILURES)[number];

export type Reply = { readonly text: string } | { readonly failure: Failure };

export interface Model {
  /** As the operator gave it, cleaned: what provenance says. */
  readonly name: string;
  /** @throws ModelError where no request of this run can succeed. */
  complete(messages: readonly ChatMessage[]): Promise<Reply>;
  /** Breaks off what is under way. */
  close(): void;
}
