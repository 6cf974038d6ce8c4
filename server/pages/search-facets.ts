import { DIMENSIONS, type Dimension } from '../search/facet-values.ts';
import type { FacetValue, SearchAnswer } from '../search/types.ts';
import { labelFrom, listLabels, type VendorLabel } from './move-item.ts';
import { hrefWith, PARAMETER_OF, type SearchParams } from './search-params.ts';
import type { Site } from './site.ts';

const MOST_VALUES = 8;

/** A choice of a facet; its link adds or takes away the value. */
export interface FacetLink extends FacetValue {
  vendor: VendorLabel | null;
  /** Words for the value; the same in both languages where only one is known. */
  nameZh: string;
  nameEn: string;
  isSelected: boolean;
  href: string;
}

export interface Facet {
  dimension: Dimension;
  links: FacetLink[];
}

type Names = (dimension: Dimension, value: string) => Pick<FacetLink, 'vendor' | 'nameZh' | 'nameEn'>;

/** Facets in the order of their use, without those that offer no choice. */
export function listFacets(site: Site, facets: SearchAnswer['facets'], given: SearchParams): Facet[] {
  const names = nameValues(site);
  return DIMENSIONS.map((dimension) => ({
    dimension,
    links: listLinks(dimension, facets[dimension], given, names),
  })).filter(({ links }) => links.length > 1 || links.some(({ isSelected }) => isSelected));
}

function listLinks(
  dimension: Dimension,
  values: readonly FacetValue[],
  given: SearchParams,
  names: Names,
): FacetLink[] {
  const parameter = PARAMETER_OF[dimension];
  const chosen: readonly string[] = given[parameter];
  const missing = chosen
    .filter((value) => !values.some((row) => row.value === value))
    .map((value) => ({ value, count: 0 }));
  const shown = [...values, ...missing].filter((row, index) => index < MOST_VALUES || chosen.includes(row.value));
  return shown.map(({ value, count }) => {
    const isSelected = chosen.includes(value);
    const next = isSelected ? chosen.filter((other) => other !== value) : [...chosen, value];
    return {
      ...{ value, count, isSelected, ...names(dimension, value) },
      href: hrefWith(given, { [parameter]: next }),
    };
  });
}

function nameValues(site: Site): Names {
  const labels = listLabels(site);
  const types = new Map(site.store.listMoveTypes().map((type) => [type.type, type]));
  const sources = new Map(site.store.listSourceNames(site.viewer).map((source) => [source.sourceId, source]));
  return (dimension, value) => {
    if (dimension === 'vendors') {
      const vendor = labelFrom(labels, value);
      return { vendor, nameZh: vendor.nameZh, nameEn: vendor.nameEn };
    }
    const type = dimension === 'types' ? types.get(value) : undefined;
    if (type) return { vendor: null, nameZh: type.labelZh, nameEn: type.labelEn };
    const source = dimension === 'sources' ? sources.get(value) : undefined;
    return { vendor: null, nameZh: source?.name ?? value, nameEn: source?.nameEn || source?.name || value };
  };
}
