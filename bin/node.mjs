#!/usr/bin/env node
import { bootstrap } from "./bootstrap/bootstrap.mjs";

// Prints the Node that everything here runs with, once it and the packages are there.
await bootstrap(import.meta.url, async () => console.log(process.execPath));
