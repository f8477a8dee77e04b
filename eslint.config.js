import officeAddins from "eslint-plugin-office-addins";
import tseslint from "typescript-eslint";

export default tseslint.config(
  { ignores: ["**/node_modules", "dist", "out", ".data", "coverage", "test/bench"] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      // Index access is checked by noUncheckedIndexedAccess; `!` states an invariant that the loop itself holds.
      "@typescript-eslint/no-non-null-assertion": "off",
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }],
      "no-console": "error",
    },
  },
  {
    files: [
      ".ci/**",
      "preview/**",
      "functions/local/**",
      "test/**",
      "infra/**",
      "functions/build.ts",
      "addin/build.ts",
      "addin/manifest/write-*.ts",
    ],
    rules: { "no-console": "off" },
  },
  {
    files: ["addin/excel/**"],
    // Its three rules on load and sync follow one function at a time; here one function loads and another reads.
    plugins: { "office-addins": officeAddins },
    rules: {
      "office-addins/no-context-sync-in-loop": "error",
      "office-addins/no-empty-load": "error",
      "office-addins/no-navigational-load": "error",
      "office-addins/no-office-initialize": "error",
    },
  },
  { files: ["**/*.js", "**/*.mjs"], ...tseslint.configs.disableTypeChecked },
);
