import type { NamedEntity } from '../store/vendors.ts';
import { foldText } from '../text/fold.ts';

/** A listed entity with the folded names that stand for it in text. */
export interface NameGroup {
  kind: NamedEntity['kind'];
  entityId: string;
  /** As printed. */
  name: string;
  variants: string[];
  /** Stands for the entity itself, not for a product or parent of it. */
  isWhole: boolean;
}

/** Products and the parent's names are other concepts than the vendor: they do not widen a query for it. */
const SAME_CONCEPT = new Set(['name', 'short', 'former', 'spelling']);
const HAN = /\p{Script=Han}/u;

/** @returns every folded name with the group of names that it stands for; the first listed wins. */
export function groupNames(entities: readonly NamedEntity[]): Map<string, NameGroup> {
  const groups = buildGroups(entities);
  const byName = new Map<string, NameGroup>();
  for (const entity of entities) {
    const group = groups.get(keyOf(entity));
    if (entity.sort === 'weak' && entity.concept === '') continue;
    const folded = foldText(entity.name);
    if (byName.has(folded)) continue;
    const { kind, entityId, name } = entity;
    byName.set(folded, group ?? { kind, entityId, name, variants: [folded], isWhole: false });
  }
  return byName;
}

const isWhole = ({ sort }: NamedEntity): boolean => SAME_CONCEPT.has(sort);

/** The entity itself is one concept; a product or parent with synonyms is one of its own; without, it stands alone. */
const keyOf = (entity: NamedEntity): string =>
  `${entity.kind}/${entity.entityId}/${isWhole(entity) ? '' : entity.concept || `=${entity.name}`}`;

function buildGroups(entities: readonly NamedEntity[]): Map<string, NameGroup> {
  const groups = new Map<string, NameGroup>();
  for (const entity of entities) {
    if (!isWhole(entity) && entity.concept === '') continue;
    const { kind, entityId, name, title, concept } = entity;
    const group = groups.get(keyOf(entity)) ?? {
      ...{
        kind,
        entityId,
        name: (isWhole(entity) ? '' : concept) || title || name,
        variants: [],
        isWhole: isWhole(entity),
      },
    };
    group.variants.push(foldText(name));
    groups.set(keyOf(entity), group);
  }
  for (const group of groups.values()) group.variants = pruneVariants(group.variants);
  return groups;
}

/** A variant that holds another is implied by it: 亚马逊云科技 needs no search beside 亚马逊云. */
export function pruneVariants(variants: readonly string[]): string[] {
  const distinct = [...new Set(variants)];
  return distinct.filter(
    (variant) => !distinct.some((other) => other !== variant && HAN.test(other) && variant.includes(other)),
  );
}
