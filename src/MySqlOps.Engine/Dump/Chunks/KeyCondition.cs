namespace MySqlOps.Engine.Dump.Chunks;

/// <summary>
/// Conditions on a key, as the nested form that the range optimizer turns into ranges of the index. The literals of a place stand for the key's first columns in its order;
/// "after" and "before" are meant in the index's order, so a descending column turns its comparison round.
/// </summary>
internal static class KeyCondition
{
    /// <summary>At the place or after it.</summary>
    public static string From(IReadOnlyList<ChunkKeyPart> parts, IReadOnlyList<string> place) => Nest(parts, place, 0, isAfter: true);

    /// <summary>Before the place.</summary>
    public static string Before(IReadOnlyList<ChunkKeyPart> parts, IReadOnlyList<string> place) => Nest(parts, place, 0, isAfter: false);

    /// <summary>All the conditions that are there, each of which must stand for itself in an AND.</summary>
    /// <returns>Null when there is none.</returns>
    public static string? All(params IEnumerable<string?> conditions)
    {
        var given = conditions.OfType<string>().ToList();
        return given.Count == 0 ? null : string.Join(" AND ", given);
    }

    private static string Nest(IReadOnlyList<ChunkKeyPart> parts, IReadOnlyList<string> place, int at, bool isAfter)
    {
        var (column, value) = (parts[at].Quoted, place[at]);
        var beyond = isAfter != parts[at].IsDescending ? ">" : "<";
        return at == place.Count - 1
            ? $"{column} {beyond}{(isAfter ? "=" : "")} {value}"
            : $"({column} {beyond} {value} OR ({column} = {value} AND {Nest(parts, place, at + 1, isAfter)}))";
    }
}
