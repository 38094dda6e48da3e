/** Where an endpoint is, and who asks: checked before anything is sent. */
import { UsageError } from '../../errors.ts';

const EXPECTED = 'expected the address of a SPARQL endpoint, such as "sparql+https://query.example.org/sparql"';
const PREFIX = 'sparql+';

/** Whether a graph is named by the address of an endpoint rather than by a file. */
export function isEndpoint(text: string): boolean {
  return text.startsWith(PREFIX);
}

/**
 * The URL that queries are posted to, of `sparql+https://…` or of a plain `https://…`.
 *
 * @throws UsageError `endpoint_url` where it is no http(s) URL, or holds a name or password, which would then be shown.
 */
export function endpointUrl(text: string): URL {
  const plain = isEndpoint(text) ? text.slice(PREFIX.length) : text;
  if (!URL.canParse(plain))
    throw new UsageError('endpoint_url', `${EXPECTED}, got ${JSON.stringify(text.slice(0, 80))}`);
  const url = new URL(plain);
  if (!/^https?:$/.test(url.protocol))
    throw new UsageError('endpoint_url', `${EXPECTED}, got one of "${url.protocol}"`);
  if (url.username !== '' || url.password !== '') {
    throw new UsageError(
      'endpoint_url',
      `${EXPECTED}, without a name or password in it; give them by GRAPHTRAIL_ENDPOINT_USER and GRAPHTRAIL_ENDPOINT_PASSWORD, or GRAPHTRAIL_ENDPOINT_TOKEN`,
    );
  }
  url.hash = '';
  return url;
}

/** The address as it may be shown: without its query, which may hold a secret. */
export function shownUrl({ origin, pathname }: URL): string {
  return `${origin}${pathname}`;
}

export interface Credentials {
  readonly user?: string | undefined;
  readonly password?: string | undefined;
  readonly token?: string | undefined;
}

/** What an environment gives for credentials. */
export function credentialsFrom(environment: Readonly<Record<string, string | undefined>>): Credentials {
  return {
    user: environment['GRAPHTRAIL_ENDPOINT_USER'],
    password: environment['GRAPHTRAIL_ENDPOINT_PASSWORD'],
    token: environment['GRAPHTRAIL_ENDPOINT_TOKEN'],
  };
}

/**
 * The header that carries them; none where there are none. A token goes before a name and password.
 *
 * @throws UsageError `endpoint_credentials` where a header cannot carry them; they are not shown.
 */
export function credentialHeader({ user, password, token }: Credentials): Readonly<Record<string, string>> {
  if (token !== undefined && token !== '') {
    if (!/^[!-~]+$/.test(token))
      throw unfit('GRAPHTRAIL_ENDPOINT_TOKEN holds white space or other characters that no token has');
    return { authorization: `Bearer ${token}` };
  }
  if (user === undefined || user === '') return {};
  if (user.includes(':'))
    throw unfit('GRAPHTRAIL_ENDPOINT_USER holds a colon, which basic authentication cannot carry');
  return { authorization: `Basic ${Buffer.from(`${user}:${password ?? ''}`).toString('base64')}` };
}

function unfit(why: string): UsageError {
  return new UsageError('endpoint_credentials', `${why}; set it again`);
}
