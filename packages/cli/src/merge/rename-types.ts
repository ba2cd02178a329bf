import type { ImportSpecifier, Node, SourceFile } from "ts-morph";
import type { Obstacle } from "./handler-object.js";
import type { Morph } from "./morph.js";
import type { Replaced } from "./replaced-name.js";

/** Generated files that have types of endpoints. */
const GENERATED = /(?:^|\/)(?:server|types|server-types)(?:\.[jt]s)?$/;

/** Gives imported generated types other names, in the import and wherever they are used. */
export function renameTypes(
  morph: Morph,
  source: SourceFile,
  names: ReadonlyMap<string, string>,
): { readonly obstacle: Obstacle } | { readonly replaced: readonly Replaced[] } {
  const specifiers = source
    .getImportDeclarations()
    .filter((all) => GENERATED.test(all.getModuleSpecifierValue()))
    .flatMap((all) => all.getNamedImports())
    .filter((specifier) => names.has(specifier.getName()));
  const taken = takenName(morph, source, specifiers, names);
  if (taken !== null) return { obstacle: taken };
  return {
    replaced: specifiers.flatMap((specifier) => {
      const from = specifier.getName();
      const to = names.get(from) ?? from;
      return usesOf(morph, specifier).map((use) => ({
        from,
        to,
        edit: editOf(morph, use, from, to),
      }));
    }),
  };
}

/** A new name that means something else in this file already. */
function takenName(
  { SyntaxKind }: Morph,
  source: SourceFile,
  specifiers: readonly ImportSpecifier[],
  names: ReadonlyMap<string, string>,
): Obstacle | null {
  const wanted = new Set(specifiers.map((specifier) => names.get(specifier.getName())));
  const taken = source
    .getDescendantsOfKind(SyntaxKind.Identifier)
    .find((identifier) => wanted.has(identifier.getText()));
  if (taken === undefined) return null;
  const reason = `has the name ${taken.getText()} for something already`;
  return { reason, line: taken.getStartLineNumber() };
}

/** The name in the import, and where the file uses it under that name. */
function usesOf({ Node: is }: Morph, specifier: ImportSpecifier): Node[] {
  const name = specifier.getNameNode();
  if (specifier.getAliasNode() !== undefined) return [name];
  const symbol = name.getSymbol();
  const same = specifier
    .getSourceFile()
    .getDescendantsOfKind(name.getKind())
    .filter((node) => node.getText() === name.getText());
  return same.filter((node) => {
    const parent = node.getParent();
    // The symbol there is that of the export.
    if (is.isExportSpecifier(parent)) {
      return parent.getNameNode() === node && !parent.getExportDeclaration().hasModuleSpecifier();
    }
    return node === name || (symbol !== undefined && node.getSymbol() === symbol);
  });
}

function editOf({ Node: is }: Morph, use: Node, from: string, to: string): Replaced["edit"] {
  const parent = use.getParent();
  // What others import from this file keeps its name.
  const isExported = is.isExportSpecifier(parent) && parent.getAliasNode() === undefined;
  return { at: use.getStart(), old: from, text: isExported ? `${to} as ${from}` : to };
}
