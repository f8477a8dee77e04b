/** A recipient's exact share of `shared` kronor: whole kronor, and the remainder in 1/inhabitants kronor. */
export function exactShare(
  shared: number,
  population: number,
  inhabitants: number,
): { readonly whole: number; readonly remainder: number } {
  const product = BigInt(shared) * BigInt(population);
  return { whole: Number(product / BigInt(inhabitants)), remainder: Number(product % BigInt(inhabitants)) };
}
