namespace MySqlOps.Engine.Tests.Connect;

/// <summary>Random edits of a valid input: single elements taken out, put in, replaced and swapped, and pieces cut away.</summary>
internal static class Mutation
{
    /// <summary>The input after one to four edits.</summary>
    public static List<T> Mutate<T>(Random random, IEnumerable<T> input, Func<T> any)
    {
        var result = input.ToList();
        for (var edits = random.Next(1, 5); edits > 0; edits--)
        {
            if (result.Count == 0)
                return [any()];
            var at = random.Next(result.Count);
            switch (random.Next(6))
            {
                case 0:
                    result.RemoveAt(at);
                    break;
                case 1:
                    result.Insert(at, any());
                    break;
                case 2:
                    result[at] = any();
                    break;
                case 3:
                    var other = random.Next(result.Count);
                    (result[at], result[other]) = (result[other], result[at]);
                    break;
                case 4:
                    result.RemoveRange(at, random.Next(1, Math.Min(6, result.Count - at) + 1));
                    break;
                default:
                    result.RemoveRange(at, result.Count - at);
                    break;
            }
        }

        return result;
    }
}
