import { expect, test } from 'vitest';
import { findProblems } from '../../src/cli/problems.ts';
import { loadGraphFromText } from '../../src/graph/load.ts';
import { LocalSource } from '../../src/graph/local-source.ts';
import { discoverRelations } from '../../src/relation/discover.ts';

const PREFIXES =
  '@prefix : <urn:t:> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .\n';

async function problems(text: string): Promise<string> {
  const graph = await loadGraphFromText(PREFIXES + text, { format: 'turtle' });
  const source = new LocalSource(graph);
  return findProblems(graph, source.observe(), await discoverRelations(source)).join('\n');
}

const ADA = ':ada a :Person ; :age 36 ; :knows :bob .';

test('a class that others outdo in declarations may be misspelt', async () => {
  const told = await problems(`:Person a owl:Class . ${ADA} :bob a :Persn .`);
  expect(told).toMatch(
    /^1 class has members, but no declaration as others have: <urn:t:Persn>\. Is the name right\?$/m,
  );
  expect(await problems(`:Person a owl:Class . ${ADA}`)).not.toContain('declaration');
  expect(await problems(`${ADA} :bob a :Persn .`)).not.toContain('declaration');
  expect(await problems(`:Person a owl:Class . ${ADA} :bob a :Persn , :Other .`)).not.toContain('declaration');
});

test('a text among numbers is told, numbers of several kinds and names in several languages are not', async () => {
  expect(await problems(`${ADA} :bob :age "unknown" .`)).toMatch(/^1 relation has plain texts .*: <urn:t:age>\.$/m);
  const fine = await problems(`${ADA} :bob :age 41.5 ; rdfs:label "Bob"@en , "Bob" .`);
  expect(fine).not.toContain('plain texts');
});
