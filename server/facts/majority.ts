import type { Reading } from './variant-readings.ts';

/** A version that stands alone with its reading. */
export interface MinorityReading extends Reading {
  /** How most versions read the place. */
  majority: Reading;
  /** Versions that read so, and versions that hold the place. */
  votes: number;
  versions: number;
}

/**
 * @param readings of one place, one a version
 * @returns the reading of more than half of the versions that hold the place; undefined when they are of two minds
 */
export function findMajority(readings: readonly Reading[]): { reading: Reading; votes: number } | undefined {
  const votesOf = (letters: string): number => readings.filter((reading) => reading.letters === letters).length;
  const reading = readings.find(({ letters }) => 2 * votesOf(letters) > readings.length);
  return reading && { reading, votes: votesOf(reading.letters) };
}

/** @returns the readings of one place that most versions do not share. */
export function listMinority(readings: readonly Reading[]): MinorityReading[] {
  const most = findMajority(readings);
  if (!most) return [];
  return readings
    .filter(({ letters }) => letters !== most.reading.letters)
    .map((reading) => ({ ...reading, majority: most.reading, votes: most.votes, versions: readings.length }));
}
