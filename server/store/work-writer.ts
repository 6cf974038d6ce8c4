import type { Db } from '../db/open.ts';
import { lettersOf } from '../facts/align-texts.ts';
import {
  FEWEST_SHINGLES,
  isSameWork,
  LEAST_LIKENESS,
  mayHaveVersions,
  rankVersions,
  type WorkText,
} from '../facts/same-work.ts';
import { findVariantReadings } from '../facts/variant-readings.ts';
import { foldText } from '../text/fold.ts';
import { bandsOf, estimateLikeness, shingleText, sketchShingles } from '../text/shingles.ts';

/** A document whose text is to be compared with all others; its row is written already. */
export interface PlacedDocument {
  documentNo: number;
  documentId: string;
  kind: string;
  text: string;
}

interface Member {
  documentNo: number;
  documentId: string;
  kind: string;
  format: string;
  workId: string | null;
  published: string | null;
  text: string;
}
type MemberText = Member & WorkText;

/** Readings are compared among so many versions of at most so many characters; more are only grouped. */
const MOST_COMPARED = 6;
const LONGEST_COMPARED = 200_000;

/** Finds for each new text the work that it is a version of. */
export function createWorkWriter(db: Db) {
  const rows = prepareRows(db);

  /** Removes the sketch; the work that the document was part of goes on without it. */
  const leave = (documentNo: number): void => {
    const sketch = rows.findSketch(documentNo);
    if (!sketch) return;
    for (const band of bandsOf(sketch)) rows.removeBand(band, documentNo);
    rows.removeSketch(documentNo);
    const left = rows.findMember(documentNo)?.workId;
    rows.setWork(documentNo, null, null, null);
    if (left) settle(left);
  };

  const settle = (workId: string): void => {
    const members = rows.listMembers(workId).map(toText);
    rows.removeReadings(workId);
    if (members.length < 2) {
      for (const { documentNo } of members) rows.setWork(documentNo, null, null, null);
      return;
    }
    const ranked = rankVersions(members);
    ranked.forEach(({ documentNo, relation }, index) => {
      rows.setWork(documentNo, workId, index + 1, relation);
    });
    const [lead, ...others] = ranked
      .filter(({ relation, text }) => relation !== 'copy' && text.length <= LONGEST_COMPARED)
      .slice(0, MOST_COMPARED)
      .map(({ documentId, text }) => ({ id: documentId, text }));
    if (lead && others.length > 0)
      findVariantReadings(lead, others).forEach((readings, place) => {
        for (const reading of readings) rows.addReading(workId, place, reading);
      });
  };

  const findAlike = (own: MemberText, sketch: Uint32Array, bands: readonly number[]): Member[] =>
    rows
      .listMeeting(bands)
      .filter((documentNo) => documentNo !== own.documentNo)
      .filter((documentNo) => estimateLikeness(sketch, rows.findSketch(documentNo) ?? sketch) >= LEAST_LIKENESS)
      .flatMap((documentNo) => rows.findMember(documentNo) ?? [])
      .filter((member) => isSameWork(own, toText(member)));

  const place = ({
    documentNo,
    kind,
    text,
  }: Pick<PlacedDocument, 'documentNo' | 'kind' | 'text'>): string | undefined => {
    const own = rows.findMember(documentNo);
    const isAlone = !mayHaveVersions(kind, own?.format ?? '');
    const shingles = isAlone ? new Set<number>() : shingleText(foldText(text));
    if (shingles.size < FEWEST_SHINGLES) {
      leave(documentNo);
      return undefined;
    }
    const sketch = sketchShingles(shingles);
    leave(documentNo);
    const bands = bandsOf(sketch);
    const alike = own ? findAlike(toText(own), sketch, bands) : [];
    rows.addSketch(documentNo, sketch, bands);
    const [first] = alike;
    if (!first) return undefined;
    const workId = alike.map((member) => member.workId ?? member.documentId).sort()[0] as string;
    for (const member of alike) rows.moveWork(member.documentNo, member.workId, workId);
    rows.setWork(documentNo, workId, 0, 'version');
    settle(workId);
    return first.documentId;
  };

  return {
    /** @returns the id of a document of which this one is a version; undefined when it stands alone. */
    placeDocument: (document: PlacedDocument): string | undefined => place(document),

    /** Call before the rows of a document go: the others of its work are grouped as if it had never come. */
    removeDocument(documentNo: number): void {
      const workId = rows.findMember(documentNo)?.workId;
      leave(documentNo);
      const others = workId ? rows.listMembers(workId) : [];
      for (const other of others) leave(other.documentNo);
      for (const other of others) place(other);
    },
  };
}

function toText(member: Member): MemberText {
  return { ...member, letters: lettersOf(member.text).letters, shingles: shingleText(foldText(member.text)) };
}

function prepareRows(db: Db) {
  const COLUMNS = `d.document_no AS documentNo, d.document_id AS documentId, d.kind, r.format, d.work_id AS workId,
    d.published_start AS published, r.text`;
  const sketch = db.prepare<unknown[], Buffer>('SELECT sketch FROM document_sketch WHERE document_no = ?').pluck();
  const addSketch = db.prepare('INSERT INTO document_sketch (document_no, sketch) VALUES (?, ?)');
  const removeSketch = db.prepare('DELETE FROM document_sketch WHERE document_no = ?');
  const addBand = db.prepare('INSERT OR IGNORE INTO sketch_band (band, document_no) VALUES (?, ?)');
  const removeBand = db.prepare('DELETE FROM sketch_band WHERE band = ? AND document_no = ?');
  const meeting = db
    .prepare<unknown[], number>(
      'SELECT DISTINCT document_no FROM sketch_band WHERE band IN (SELECT value FROM json_each(?)) ORDER BY 1',
    )
    .pluck();
  const member = db.prepare<unknown[], Member>(
    `SELECT ${COLUMNS} FROM document d JOIN revision r USING (revision_id) WHERE d.document_no = ?`,
  );
  const members = db.prepare<unknown[], Member>(
    `SELECT ${COLUMNS} FROM document d JOIN revision r USING (revision_id) WHERE d.work_id = ? ORDER BY d.document_no`,
  );
  const setWork = db.prepare('UPDATE document SET work_id = ?, work_rank = ?, work_relation = ? WHERE document_no = ?');
  const moveWork = db.prepare(`UPDATE document SET work_id = :workId, work_rank = COALESCE(work_rank, 0),
    work_relation = 'version' WHERE document_no = :documentNo OR work_id = :from`);
  const removeReadings = db.prepare('DELETE FROM variant_reading WHERE work_id = ?');
  const addReading = db.prepare(
    'INSERT INTO variant_reading (work_id, place, document_id, start, "end", letters) VALUES (:workId, :place, :id, :start, :end, :letters)',
  );

  return {
    findSketch(documentNo: number): Uint32Array | undefined {
      const blob = sketch.get(documentNo);
      return blob && new Uint32Array(new Uint8Array(blob).buffer);
    },
    addSketch(documentNo: number, values: Uint32Array, bands: readonly number[]): void {
      addSketch.run(documentNo, Buffer.from(values.buffer));
      for (const band of bands) addBand.run(band, documentNo);
    },
    removeSketch: (documentNo: number) => removeSketch.run(documentNo),
    removeBand: (band: number, documentNo: number) => removeBand.run(band, documentNo),
    listMeeting: (bands: readonly number[]): number[] => meeting.all(JSON.stringify(bands)),
    findMember: (documentNo: number): Member | undefined => member.get(documentNo),
    listMembers: (workId: string): Member[] => members.all(workId),
    setWork: (documentNo: number, workId: string | null, rank: number | null, relation: string | null) =>
      setWork.run(workId, rank, relation, documentNo),
    /** A document, and all of the work that it was part of, become part of another. */
    moveWork: (documentNo: number, from: string | null, workId: string) => moveWork.run({ documentNo, from, workId }),
    removeReadings: (workId: string) => removeReadings.run(workId),
    addReading: (workId: string, place: number, reading: { id: string; start: number; end: number; letters: string }) =>
      addReading.run({ workId, place, ...reading }),
  };
}
