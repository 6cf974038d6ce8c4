import { Argument, Command } from 'commander';
import { benchBrief } from './bench-brief.ts';
import { benchHostile } from './bench-hostile.ts';
import { benchImport } from './bench-import.ts';
import { benchSearch } from './bench-search.ts';

const program = new Command('bench')
  .description(
    'Times the product on articles recombined from the starter corpus. Compare runs of one machine as ratios.',
  )
  .addArgument(new Argument('<what>', 'what to time').choices(['import', 'search', 'hostile', 'brief']))
  .option('--articles <n>', 'size of the corpus', '1000');

program.parse();
const count = Number(program.opts<{ articles: string }>().articles);
if (program.args[0] === 'import') benchImport(count);
else if (program.args[0] === 'brief') await benchBrief(count);
else if (program.args[0] === 'hostile') benchHostile();
else benchSearch(count);
