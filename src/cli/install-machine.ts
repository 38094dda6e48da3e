/** What `install` has to know of this program and of the machine that it runs on. */
import { readdirSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import { fileURLToPath } from 'node:url';
import { type Program, steadyNode } from '../install/launch.ts';
import { localData, type Machine } from '../install/settings-place.ts';
import { VERSION } from './version.ts';

export function thisProgram(): Program {
  const isThisNode = (path: string): boolean => {
    const one = statSync(path, { throwIfNoEntry: false });
    const other = statSync(process.execPath);
    return one !== undefined && one.ino === other.ino && one.dev === other.dev;
  };
  return {
    node: steadyNode(process.execPath, isThisNode),
    cli: fileURLToPath(new URL('../cli.js', import.meta.url)),
    version: VERSION,
    platform: process.platform,
  };
}

export function thisMachine(): Machine {
  const machine: Machine = {
    platform: process.platform,
    home: homedir(),
    environment: process.env,
    folder: process.cwd(),
    packages: [],
  };
  if (machine.platform !== 'win32') return machine;
  try {
    return { ...machine, packages: readdirSync(`${localData(machine)}\\Packages`) };
  } catch {
    return machine;
  }
}
