import type { VendorFile } from '../../reference-data.ts';

/** Finds the vendor that a record names in code or words. */
export interface VendorNames {
  /** The whole name: azurerm, Amazon Web Services. */
  find(name: string): string | undefined;
  /** The first vendor named by a word of a compound: terraform-provider-alicloud. */
  findWithin(compound: string): string | undefined;
}

const squeeze = (name: string): string => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

export function buildVendorNames(vendors: readonly VendorFile[]): VendorNames {
  const names = new Map<string, string>();
  const add = (name: string, id: string): void => {
    const key = squeeze(name);
    if (key !== '' && !names.has(key)) names.set(key, id);
  };
  for (const vendor of vendors) for (const code of [vendor.id, ...vendor.codes]) add(code, vendor.id);
  for (const vendor of vendors)
    for (const name of [
      vendor.name.zh,
      vendor.name.en,
      vendor.full.zh,
      vendor.full.en,
      ...vendor.aliases.map(({ text }) => text),
    ])
      add(name, vendor.id);
  const find = (name: string): string | undefined =>
    names.get(squeeze(name)) ?? names.get(squeeze(name.replace(/\([^)]*\)/g, '')));
  return {
    find,
    findWithin: (compound) => {
      const words = compound.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
      for (let i = 0; i < words.length; i++)
        for (let length = Math.min(3, words.length - i); length > 0; length--) {
          const id = find(words.slice(i, i + length).join(''));
          if (id) return id;
        }
      return undefined;
    },
  };
}
