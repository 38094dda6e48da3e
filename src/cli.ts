#!/usr/bin/env node
/** The command line's door. */
import { main } from './cli/main.ts';

process.exitCode = await main(process.argv);
