/** The functions, named as their bundles are. */
export const functionNames = [
  "validate-requisitions",
  "compute-allocation",
  "pull-reportbacks",
  "refresh-balances",
  "import-history",
  "describe-api",
  "assess-applications",
] as const;
export type FunctionName = (typeof functionNames)[number];

/**
 * Which function answers which route of the contract. A test holds the list against the contract and against what each
 * function serves, so that no route is forgotten or sent astray.
 */
export const routes: Readonly<Record<FunctionName, readonly `${"GET" | "POST"} /v1/${string}`[]>> = {
  "validate-requisitions": [
    "GET /v1/me",
    "GET /v1/rounds",
    "GET /v1/register",
    "POST /v1/populations",
    "POST /v1/years/{year}/requisitions/validate",
    "POST /v1/years/{year}/requisitions",
    "GET /v1/rounds/{round}/requisitions",
  ],
  "compute-allocation": [
    "POST /v1/rounds/{round}/allocation/preview",
    "POST /v1/rounds/{round}/allocation",
    "POST /v1/rounds/{round}/allocation/fix",
    "GET /v1/rounds/{round}/allocation",
    "POST /v1/rounds/{round}/redistribution/preview",
    "POST /v1/rounds/{round}/redistribution",
    "POST /v1/rounds/{round}/decisions",
    "POST /v1/rounds/{round}/decisions/{decision}/decide",
    "GET /v1/rounds/{round}/decisions",
    "GET /v1/rounds/{round}/decisions/{decision}",
    "POST /v1/rounds/{round}/grants",
  ],
  "pull-reportbacks": [
    "POST /v1/years/{year}/report-backs/validate",
    "POST /v1/years/{year}/report-backs",
    "GET /v1/years/{year}/report-backs",
    "GET /v1/years/{year}/report-backs/missing",
  ],
  "refresh-balances": [
    "GET /v1/years/{year}",
    "GET /v1/years/{year}/balances",
    "GET /v1/years/{year}/recipients/{recipient}/postings",
    "GET /v1/years/{year}/changes",
    "GET /v1/chains/{chain}/audit",
    "POST /v1/rounds/{round}/payments",
    "POST /v1/rounds/{round}/payments/{payment}/pay",
    "GET /v1/rounds/{round}/payments",
    "GET /v1/rounds/{round}/payments/{payment}",
  ],
  "import-history": [
    "POST /v1/history/preview",
    "POST /v1/history/imports",
    "GET /v1/history/imports",
    "GET /v1/history/imports/{id}",
    "POST /v1/history/imports/{id}/withdraw",
    "GET /v1/opening-balances",
  ],
  "describe-api": ["GET /v1/openapi.json"],
  "assess-applications": [
    "POST /v1/rounds/{round}/applications/validate",
    "POST /v1/rounds/{round}/applications",
    "GET /v1/rounds/{round}/applications",
    "GET /v1/rounds/{round}/applications/{code}",
    "POST /v1/rounds/{round}/applications/assess",
    "POST /v1/rounds/{round}/applications/prepare",
    "GET /v1/rounds/{round}/applications/decisions/{decision}",
  ],
};
