#!/usr/bin/env node
/** The door of the .mcpb bundle: serves what its settings name. */
import { main } from './cli/main.ts';

// A setting left open arrives as nothing, or as its own unfilled placeholder, depending on the client.
const OPEN = /^--[a-z-]+=(?:\$\{user_config\.\w+\})?$/;
const given = process.argv.slice(2).filter((argument) => !OPEN.test(argument));
process.exitCode = await main([...process.argv.slice(0, 2), 'serve', ...given]);
