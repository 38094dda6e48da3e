/** Packs `graphtrail-<version>.mcpb`, which Claude Desktop installs by a double click, into the folder where it is run. */
import { readFileSync, writeFileSync } from 'node:fs';
import { bundleFiles } from './bundle-files.ts';
import { zipOf } from './zip.ts';

const root = process.cwd();
const { name, version } = JSON.parse(readFileSync('package.json', 'utf8')) as { name: string; version: string };
const files = bundleFiles(root);
const bytes = zipOf(files);
const file = `${name}-${version}.mcpb`;
writeFileSync(file, bytes);

const megabytes = (size: number): string => `${(size / 1e6).toFixed(1)} MB`;
const unpacked = [...files.values()].reduce((sum, { length }) => sum + length, 0);
process.stdout.write(`${file}: ${megabytes(bytes.length)}, unpacked ${megabytes(unpacked)} in ${files.size} files\n`);
