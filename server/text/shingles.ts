/** Units of a shingle: long enough that two texts on one subject share few, short enough to survive a misprint. */
const WIDTH = 4;
/** Values of a sketch, and how many of them make one band: two texts alike by half meet in a band seven times of eight. */
export const SKETCH_SIZE = 128;
const BAND_ROWS = 4;

/** Only letters and digits count: line breaks, punctuation and table rules differ between copies of one text. */
const SIGNS = /[^\p{L}\p{N}]+/gu;

/**
 * @param folded text from foldText
 * @returns a 32-bit hash for each distinct run of WIDTH letters or digits
 */
export function shingleText(folded: string): Set<number> {
  const letters = folded.replace(SIGNS, '');
  const shingles = new Set<number>();
  for (let i = 0; i + WIDTH <= letters.length; i++) {
    let hash = 0x811c9dc5;
    for (let j = i; j < i + WIDTH; j++) hash = Math.imul(hash ^ letters.charCodeAt(j), 0x01000193);
    shingles.add(mix(hash));
  }
  return shingles;
}

/** The finaliser of MurmurHash3: every bit of the input moves every bit of the result. */
function mix(value: number): number {
  let hash = value ^ (value >>> 16);
  hash = Math.imul(hash, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}

/**
 * MinHash by one permutation: the least shingle of each of SKETCH_SIZE classes; an empty class takes the next one's.
 * @param shingles at least one
 */
export function sketchShingles(shingles: ReadonlySet<number>): Uint32Array {
  const sketch = new Uint32Array(SKETCH_SIZE);
  const filled = new Uint8Array(SKETCH_SIZE);
  for (const shingle of shingles) {
    const place = shingle % SKETCH_SIZE;
    if (!filled[place] || shingle < (sketch[place] as number)) sketch[place] = shingle;
    filled[place] = 1;
  }
  for (let place = SKETCH_SIZE - 1, steps = 0; steps < 2 * SKETCH_SIZE; steps++) {
    const next = (place + 1) % SKETCH_SIZE;
    if (!filled[place] && filled[next]) {
      sketch[place] = sketch[next] as number;
      filled[place] = 1;
    }
    place = (place + SKETCH_SIZE - 1) % SKETCH_SIZE;
  }
  return sketch;
}

/** @returns one signed 32-bit key a band; texts with a key in common are worth comparing. */
export function bandsOf(sketch: Uint32Array): number[] {
  const keys: number[] = [];
  for (let from = 0; from < SKETCH_SIZE; from += BAND_ROWS) {
    let key = from;
    for (let i = from; i < from + BAND_ROWS; i++) key = mix(Math.imul(key, 31) ^ (sketch[i] as number));
    keys.push(key | 0);
  }
  return keys;
}

/** @returns about which share of all their shingles two texts have in common, 0…1. */
export function estimateLikeness(a: Uint32Array, b: Uint32Array): number {
  let same = 0;
  for (let i = 0; i < SKETCH_SIZE; i++) if (a[i] === b[i]) same++;
  return same / SKETCH_SIZE;
}

/** @returns which share of the smaller text's shingles the other holds, 0…1. */
export function containmentOf(a: ReadonlySet<number>, b: ReadonlySet<number>): number {
  const [smaller, larger] = a.size <= b.size ? [a, b] : [b, a];
  if (smaller.size === 0) return 0;
  let shared = 0;
  for (const shingle of smaller) if (larger.has(shingle)) shared++;
  return shared / smaller.size;
}
