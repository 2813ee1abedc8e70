/**
 * A fake of an interface: it has the methods given, and fails loudly on a call to any other, which a route under
 * test has no business to make.
 */
export const strictFake = <T extends object>(name: string, methods: Partial<T>): T =>
  // The proxy answers for every property of T: the given ones as they are, the others with a method that throws.
  new Proxy(methods, {
    get: (target, property) => {
      const value: unknown = Reflect.get(target, property);
      if (value !== undefined) return value;
      return () => {
        throw new Error(`Unexpected call of ${name}.${String(property)}`);
      };
    },
  }) as T;
