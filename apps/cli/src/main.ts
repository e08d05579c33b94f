import { Program } from './program.js';
import { Terminal } from './terminal.js';

await new Program(new Terminal(process.env)).run(process.argv.slice(2));
