/** The limits of serving over HTTP, all in one place. */

export interface HttpLimits {
  /** The most sessions at once. */
  readonly sessions: number;
  /** How long a session may be idle, in milliseconds. */
  readonly idle: number;
  /** The most tool calls in flight in the whole process; one session has its own limit besides. */
  readonly calls: number;
  /** The most bytes of a request's body. */
  readonly body: number;
  /** How long calls in flight may take when the server is stopped, in milliseconds. */
  readonly drain: number;
}

export const HTTP_LIMITS: HttpLimits = {
  sessions: 1000,
  idle: 30 * 60_000,
  calls: 1024,
  body: 4 * 1024 * 1024,
  drain: 5000,
};

/** What Node watches itself. Times in milliseconds. */
export const SOCKET_LIMITS = {
  maxHeaderSize: 16_384,
  /** For the headers of a request to arrive, and for all of it: nobody holds a connection by sending slowly. */
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  connectionsCheckingInterval: 2000,
  /** Between two requests on one connection; longer than the minute after which most proxies let go. */
  keepAliveTimeout: 65_000,
} as const;

/** Without a byte in either direction; a stream is kept alive every 15 s. */
export const SILENCE = 120_000;
/** Connections a session, on average: its stream and some calls at once. */
export const CONNECTIONS_A_SESSION = 8;
/** For the last answers to be read once the server is stopped. */
export const FLUSH = 500;
