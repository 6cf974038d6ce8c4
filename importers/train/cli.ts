import { writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { Command } from 'commander';
import { loadConfig } from '../../server/config.ts';
import { openReader } from '../../server/db/open.ts';
import { AppError, describeError } from '../../server/errors.ts';
import type { Tally } from '../../server/facts/score-facts.ts';
import { createDecisionRows } from '../../server/store/decisions.ts';
import { createStoredDocuments } from '../../server/store/stored-documents.ts';
import { buildExtractor, type Proposals } from '../extract/index.ts';
import type { LogisticModel } from '../extract/logistic.ts';
import { DATA_FOLDER, loadReferenceData } from '../reference-data.ts';
import { type Article, crossValidate, f1Of } from './cross-validate.ts';
import { buildDecisionExamples, type DecidedMoves, tallyDecisions } from './decision-examples.ts';
import { buildFigureExamples, countProposedFigures, tallyFigures } from './figure-examples.ts';
import { type FitOptions, fitLogistic } from './fit-logistic.ts';
import { type Label, readLabels } from './labels.ts';
import { buildMoveExamples, countProposed, tallyMoves } from './move-examples.ts';
import { buildNameExamples, countProposedNames, tallyNames } from './name-examples.ts';

interface Options {
  db?: string;
  folds: string;
  only?: Kind;
  l2?: string;
  dryRun: boolean;
  decisions?: boolean;
}

const program = new Command('train')
  .description(
    'Learns from labels which proposed moves and figures are worth filing, and writes the weights to data/model.',
  )
  .argument(
    '[labels]',
    'JSON lines of labelled articles that are already imported; may be left out where analysts decided',
  )
  .option('--db <file>', 'database file (default: data/knowledge.db, or ZHIBI_DB)')
  .option('--folds <n>', 'folds of articles left out when scoring', '7')
  .option('--l2 <n>', 'ridge penalty (default: for moves 18, figures 20, names 3)')
  .option('--only <kind>', 'moves, figures or names')
  .option('--decisions', 'learn from what analysts decided, too (the default)')
  .option('--no-decisions', 'learn from labels alone')
  .option('--dry-run', 'score, write nothing', false);

interface LabelledArticle extends Proposals {
  label: Label;
}

/**
 * What is learnt: how its examples are made and its results counted. `least` is the lowest threshold tried: a name that no list
 * holds must be likelier right than wrong, whatever the count of both would favour.
 */
const TARGETS = {
  moves: { examples: buildMoveExamples, tally: tallyMoves, proposed: countProposed, l2: 18, least: 0 },
  figures: { examples: buildFigureExamples, tally: tallyFigures, proposed: countProposedFigures, l2: 20, least: 0 },
  names: { examples: buildNameExamples, tally: tallyNames, proposed: countProposedNames, l2: 3, least: 0.5 },
} as const;
type Kind = keyof typeof TARGETS;

try {
  program.parse();
  const options = program.opts<Options>();
  const [path] = program.args;
  const databasePath = options.db ?? loadConfig().databasePath;
  const decided = options.decisions === false ? [] : readDecided(databasePath);
  const articles = path
    ? readArticles(readLabels(resolve(process.env.INIT_CWD ?? process.cwd(), path)), databasePath)
    : [];
  if (articles.length + decided.length === 0)
    throw new AppError('NOT_FOUND', `no labels, and no decisions in ${databasePath}: nothing to learn from`);
  // Analysts decide on moves alone so far.
  for (const kind of ['moves', 'figures', 'names'] as const) {
    const judged = kind === 'moves' ? decided : [];
    if ((!options.only || options.only === kind) && articles.length + judged.length > 0)
      train(kind, articles, judged, options);
  }
} catch (error) {
  console.error(describeError(error));
  process.exitCode = 2;
}

function train(
  kind: Kind,
  articles: readonly LabelledArticle[],
  decided: readonly DecidedMoves[],
  options: Options,
): void {
  const target = TARGETS[kind];
  const present = kind === 'moves' ? loadReferenceData().moveModel : undefined;
  // Decisions alone are few, and only on what was filed: they move the present model, and its threshold stays.
  const prior = articles.length === 0 ? present : undefined;
  const fit: FitOptions = { l2: Number(options.l2 ?? target.l2), iterations: 400, ...(prior && { prior }) };
  const learnt: Article[] = [
    ...articles.map((article) => ({
      examples: target.examples(article),
      tally: (model: LogisticModel) => target.tally(article, model),
    })),
    ...decided.map(toArticle),
  ];
  const { threshold: best, tally } = crossValidate(learnt, Number(options.folds), fit, target.least);
  const threshold = prior?.threshold ?? best;
  const examples = learnt.flatMap((article) => article.examples);
  const proposed = articles.reduce((sum, article) => sum + target.proposed(article), 0);
  console.log(`${kind}: ${examples.length} proposals, ${proposed} of ${tally.label} labelled ones among them`);
  console.log(`${kind}: articles left out: ${describe(tally)} at threshold ${threshold}`);
  if (options.dryRun) return;
  const about = `${kind} of ${articles.length} labelled articles and decisions on ${decided.length}; articles left out: F1 ${(100 * f1Of(tally)).toFixed(1)}`;
  const model = { about, threshold, ...fitLogistic(examples, fit) };
  writeFileSync(join(DATA_FOLDER, 'model', `${kind}.json`), `${JSON.stringify(model, null, 1)}\n`);
}

function toArticle(document: DecidedMoves): Article {
  const examples = buildDecisionExamples(document);
  return { examples, tally: (model) => tallyDecisions(examples, model) };
}

/** @returns every document on which something was decided, with what is proposed for it. */
function readDecided(databasePath: string): DecidedMoves[] {
  const db = openReader(databasePath);
  try {
    const [rows, stored] = [createDecisionRows(db), createStoredDocuments(db)];
    const extractor = buildExtractor(loadReferenceData());
    return rows.listDecidedDocumentIds().map((documentId) => ({
      documentId,
      decisions: rows.listLiveDecisions(documentId),
      ...extractor.propose(stored.getStoredDocument(documentId)),
    }));
  } finally {
    db.close();
  }
}

/** @throws AppError NOT_FOUND naming the first labelled article that is not in the base. */
function readArticles(labels: readonly Label[], databasePath: string): LabelledArticle[] {
  const db = openReader(databasePath);
  try {
    const stored = createStoredDocuments(db);
    const extractor = buildExtractor(loadReferenceData());
    return labels.map((label) => {
      const id = stored.findByUrlPart(label.slug);
      if (!id)
        throw new AppError(
          'NOT_FOUND',
          `the labelled article ${label.slug} is not in ${databasePath}: import it first`,
        );
      return { label, ...extractor.propose(stored.getStoredDocument(id)) };
    });
  } finally {
    db.close();
  }
}

function describe({ hit, label, predicted }: Tally): string {
  const percent = (value: number): string => (100 * value).toFixed(1);
  const f1 = percent(f1Of({ hit, label, predicted }));
  return `precision ${percent(hit / Math.max(1, predicted))}, recall ${percent(hit / Math.max(1, label))}, F1 ${f1}`;
}
