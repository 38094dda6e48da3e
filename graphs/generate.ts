// Turns the reviewed tables in graphs/tables/<name>/ into the bundled graph graphs/<name>.ttl, the same bytes every time.
import { existsSync, readdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Parser, Store } from 'n3';

const owl = 'http://www.w3.org/2002/07/owl#';
const type = 'http://www.w3.org/1999/02/22-rdf-syntax-ns#type';
const annotations: Record<string, string> = { label: 'rdfs:label', alias: 'skos:altLabel', comment: 'rdfs:comment' };
const datatypes: Record<string, RegExp> = {
  string: /^\S(.*\S)?$/,
  integer: /^-?\d+$/,
  decimal: /^-?\d+(\.\d+)?$/,
  boolean: /^(true|false)$/,
  gYear: /^-?\d{4}$/,
  gYearMonth: /^-?\d{4}-\d{2}$/,
  date: /^-?\d{4}-\d{2}-\d{2}$/,
  anyURI: /^[^\s<>"]+$/,
};

type Sort = 'class' | 'entity' | 'literal';
/** The declared local names by sort, and every [relation, relation stated in the other direction]. */
type Schema = { text: string; declared: Record<Sort, string[]>; mirrors: [string, string][] };
/** How a column's texts become objects in Turtle. */
type Column = { local: string; predicate: string; sort: Sort; form: RegExp; write: (text: string) => string };
/** A row that names a class defines its id; any other row adds to an id that is defined elsewhere. */
type Row = { id: string; place: string; values: { column: Column; text: string }[] };
/** Subject id → predicate → objects in Turtle. */
type Statements = Map<string, Map<string, Set<string>>>;

/** The names of all graphs that have tables. */
export function graphNames(root = process.cwd()): string[] {
  return readdirSync(join(root, 'graphs/tables')).sort();
}

/** Whether the committed file differs from what its tables say. */
export function isStale(name: string, root = process.cwd()): boolean {
  const file = join(root, `graphs/${name}.ttl`);
  return !existsSync(file) || readFileSync(file, 'utf8') !== generateGraph(name, root);
}

/** The text of one graph, made from its schema and tables; throws with every problem found, by file and line. */
export function generateGraph(name: string, root = process.cwd()): string {
  const folder = `graphs/tables/${name}`;
  const read = (file: string): string => readFileSync(join(root, folder, file), 'utf8');
  const schema = readSchema(name, read('schema.ttl'));
  const files = readdirSync(join(root, folder)).sort();
  const problems: string[] = [];
  const rows = files
    .filter((file) => file.endsWith('.tsv'))
    .flatMap((file) => readTable(name, `${folder}/${file}`, read(file), schema, problems));
  const statements = collectStatements(rows, problems);
  if (problems.length > 0) throw new Error(problems.join('\n'));
  mirrorStatements(name, schema, statements);
  const subjects = rows.filter(isDefining).map(({ id }) => writeSubject(name, id, statements.get(id) ?? new Map()));
  return withCounts(name, `${[schema.text.trimEnd(), ...subjects].join('\n\n')}\n`);
}

function readSchema(name: string, text: string): Schema {
  const store = new Store(new Parser().parse(text));
  const local = (term: { value: string }): string => term.value.replace(`urn:graphtrail:${name}:`, '');
  const every = (kind: string): string[] => store.getSubjects(type, owl + kind, null).map(local);
  const pairs = store.getQuads(null, `${owl}inverseOf`, null, null).map((quad) => [quad.subject, quad.object] as const);
  const inverse = pairs.flatMap(([left, right]) => [[left, right] as const, [right, left] as const]);
  const mirrors = inverse.map(([from, to]): [string, string] => [local(from), local(to)]);
  for (const relation of every('SymmetricProperty')) mirrors.push([relation, relation]);
  const declared = { class: every('Class'), entity: every('ObjectProperty'), literal: every('DatatypeProperty') };
  return { text, declared, mirrors };
}

function readTable(name: string, file: string, text: string, schema: Schema, problems: string[]): Row[] {
  const expect = (holds: boolean, line: number, expected: string): void => {
    if (!holds) problems.push(`${file}:${line + 1}: expected ${expected}`);
  };
  const lines = text.replace(/\n$/, '').split('\n');
  const start = lines.findIndex((line) => !line.startsWith('#'));
  const [first, ...headers] = lines[start]?.split('\t') ?? [];
  expect(first === 'id', start, `"id" as the first column, not "${first}"`);
  const columns = headers.map((header) => readColumn(name, header));
  for (const { local, predicate, sort } of columns.filter((column) => column.predicate.startsWith(`${name}:`)))
    expect(schema.declared[sort].includes(local), start, `schema.ttl to declare ${predicate} for ${sort} values`);
  const classes = lines.slice(0, start).flatMap((line) => /^# class: (\w+)$/.exec(line)?.[1] ?? []);
  const shared = classes.map((text) => ({ column: readColumn(name, 'a'), text }));
  const rows: Row[] = [];
  for (const [line, cells] of lines.map((text) => text.split('\t')).entries()) {
    if (line <= start) continue;
    const [id = '', ...texts] = cells;
    expect(cells.length === headers.length + 1, line, `${headers.length + 1} cells, not ${cells.length}`);
    expect(/^\w+$/.test(id), line, `an id of letters, digits and underscores, not "${id}"`);
    const before = rows.at(-1)?.id ?? '';
    expect(before < id, line, `ids in ascending order, but "${id}" follows "${before}"`);
    const split = (index: number): string[] => (texts[index] ? texts[index].split('|') : []);
    const own = columns.flatMap((column, index) => split(index).map((text) => ({ column, text })));
    const values = [...shared, ...own];
    for (const { column, text } of values) {
      expect(column.form.test(text), line, `other text than "${text}" as ${column.local}`);
      if (column.sort === 'class') expect(schema.declared.class.includes(text), line, `a class, not "${text}"`);
    }
    rows.push({ id, place: `${file}:${line + 1}`, values });
  }
  return rows;
}

/** Reads a header such as "capital", "label@fr" or "area^decimal". */
function readColumn(name: string, header: string): Column {
  const [, local = header, mark, tag = 'en'] = /^(\w+)(?:([@^])([\w-]+))?$/.exec(header) ?? [];
  const entity = { local, form: /^\w+$/, write: (text: string): string => `${name}:${text}` };
  if (local === 'a') return { ...entity, predicate: 'a', sort: 'class' };
  const predicate = annotations[local] ?? `${name}:${local}`;
  const quote = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;
  const literal = { local, predicate, sort: 'literal' as const };
  if (mark === '@' || annotations[local])
    return { ...literal, form: /^\S(.*\S)?$/, write: (text) => `${quote(text)}@${tag}` };
  if (mark !== '^') return { ...entity, predicate, sort: 'entity' };
  const bare = (text: string): boolean => /^(integer|boolean)$/.test(tag) || (tag === 'decimal' && text.includes('.'));
  const typed = (text: string): string => (bare(text) ? text : `${quote(text)}^^xsd:${tag}`);
  return { ...literal, form: datatypes[tag] ?? /$^/, write: tag === 'string' ? quote : typed };
}

function isDefining(row: Row): boolean {
  return row.values.some(({ column }) => column.sort === 'class');
}

function collectStatements(rows: Row[], problems: string[]): Statements {
  const statements: Statements = new Map();
  const places = new Map<string, string>();
  for (const { id, place } of rows.filter(isDefining)) {
    if (places.has(id)) problems.push(`${place}: expected a new id, but ${places.get(id)} defines "${id}"`);
    places.set(id, place);
  }
  for (const { id, place, values } of rows) {
    if (!places.has(id)) problems.push(`${place}: expected a row somewhere that gives "${id}" a class`);
    for (const { column, text } of values) {
      const missing = column.sort === 'entity' && !places.has(text);
      if (missing) problems.push(`${place}: expected a row that defines "${text}", the ${column.local} of "${id}"`);
      addStatement(statements, id, column.predicate, column.write(text));
    }
  }
  return statements;
}

function addStatement(statements: Statements, subject: string, predicate: string, object: string): void {
  const predicates = statements.get(subject) ?? new Map([['a', new Set<string>()]]);
  const objects = predicates.get(predicate) ?? new Set<string>();
  statements.set(subject, predicates.set(predicate, objects.add(object)));
}

/** Adds the other direction of every statement whose relation is symmetric or has an inverse. */
function mirrorStatements(name: string, schema: Schema, statements: Statements): void {
  const stated = [...statements].flatMap(([subject, predicates]) =>
    schema.mirrors.flatMap(([from, to]) =>
      [...(predicates.get(`${name}:${from}`) ?? [])].map((object) => ({ subject, to, object })),
    ),
  );
  for (const { subject, to, object } of stated)
    addStatement(statements, object.slice(name.length + 1), `${name}:${to}`, `${name}:${subject}`);
}

function writeSubject(name: string, id: string, predicates: Map<string, Set<string>>): string {
  const lines = [...predicates].map(([predicate, objects]) => writeObjects(name, predicate, [...objects]));
  return `${name}:${id} ${lines.join(' ;\n  ')} .`;
}

/** One predicate and its objects, entities by name, folded into lines of fewer than 120 columns. */
function writeObjects(name: string, predicate: string, objects: string[]): string {
  const entities = objects.every((object) => object.startsWith(`${name}:`));
  const lines = [predicate];
  for (const [index, object] of (entities ? objects.sort() : objects).entries()) {
    const piece = index < objects.length - 1 ? `${object},` : object;
    const longer = `${lines.at(-1)} ${piece}`;
    if (longer.length < 114) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  return lines.join('\n    ');
}

/** Fills in the header line "# counts: …" with what a parser finds in the text. */
function withCounts(name: string, text: string): string {
  const store = new Store(new Parser().parse(text));
  const prefix = `urn:graphtrail:${name}:`;
  const classes = store.getObjects(null, type, null).map((term) => term.value);
  const own = classes.filter((iri) => iri.startsWith(prefix)).sort();
  const counts = own.map((iri) => `${iri.slice(prefix.length)} ${store.countQuads(null, type, iri, null)}`);
  return text.replace(/^# counts:.*$/m, `# counts: ${store.size} triples; ${counts.join(', ')}`);
}

function main(): void {
  const check = process.argv.includes('--check');
  for (const name of graphNames()) {
    try {
      if (check && isStale(name)) throw new Error(`graphs/${name}.ttl: expected what its tables say`);
      if (!check) writeFileSync(`graphs/${name}.ttl`, generateGraph(name));
    } catch (error) {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    }
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(realpathSync(process.argv[1])).href) main();
