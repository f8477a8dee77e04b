import type { Plugin } from "esbuild";

/**
 * zod's schemas can describe themselves as JSON Schema; nobody here asks them to, and the code for it is 18 kB. A zod
 * that imports more from there than this fails the build.
 */
export const withoutJsonSchema: Plugin = {
  name: "without-json-schema",
  setup: (bundler) => {
    bundler.onResolve({ filter: /(json-schema-processors|to-json-schema)\.js$/ }, ({ path, importer }) =>
      /zod[\\/]v4[\\/]classic[\\/]schemas\.js$/.test(importer) ? { path, namespace: "left-out" } : null,
    );
    bundler.onLoad({ filter: /./, namespace: "left-out" }, ({ path }) => ({
      contents: path.includes("processors")
        ? "module.exports = {};"
        : "export const createToJSONSchemaMethod = () => undefined, createStandardJSONSchemaMethod = () => undefined;",
    }));
  },
};
