/** Errors of the protocol itself, as JSON-RPC carries them: a number, a sentence, and data. */

/** MCP 2025-11-25, resources: error handling. */
export const RESOURCE_NOT_FOUND = -32_002;
/** JSON-RPC 2.0 §5.1, and the first number that it leaves to servers. */
export const INVALID_PARAMS = -32_602;
export const INTERNAL_ERROR = -32_603;
export const SERVER_BUSY = -32_000;

/** The SDK's own class writes its name and the number before every sentence. */
export function protocolError(code: number, message: string, data?: object): Error {
  return Object.assign(new Error(message), { code, ...(data === undefined ? {} : { data }) });
}
