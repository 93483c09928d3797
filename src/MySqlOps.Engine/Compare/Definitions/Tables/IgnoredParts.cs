using System.Text.RegularExpressions;

namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>Leaves what is ignored as it is: the wanted table gets those properties from the present one, so that nothing differs in them and no change touches them.</summary>
internal static partial class IgnoredParts
{
    private static readonly string[] EngineOptions =
        ["ENGINE", "ROW_FORMAT", "KEY_BLOCK_SIZE", "COMPRESSION", "ENCRYPTION", "AUTOEXTEND_SIZE", "TABLESPACE", "STATS_AUTO_RECALC", "STATS_PERSISTENT", "STATS_SAMPLE_PAGES", "AVG_ROW_LENGTH", "CHECKSUM", "DELAY_KEY_WRITE", "MAX_ROWS", "MIN_ROWS", "PACK_KEYS", "INSERT_METHOD", "ENGINE_ATTRIBUTE", "SECONDARY_ENGINE_ATTRIBUTE"];

    /// <summary>The wanted table with what is ignored from the present one.</summary>
    public static TableSpec Leave(TableSpec wanted, TableSpec present, IReadOnlyDictionary<string, string> renames, IgnoredProperty ignore)
    {
        if (ignore == IgnoredProperty.None)
            return wanted;
        var columns = present.Columns.ToDictionary(column => renames.GetValueOrDefault(column.Name, column.Name), StringComparer.OrdinalIgnoreCase);
        var indexes = Rename(wanted, present, ignore);
        return wanted with
        {
            Columns = [.. wanted.Columns.Select(column => columns.TryGetValue(column.Name, out var old) ? Leave(column, old, ignore) : column)],
            Indexes = indexes,
            Checks = ignore.HasFlag(IgnoredProperty.ConstraintName) ? Rename(wanted.Checks, present.Checks, check => check.Name, (check, name) => check with { Name = name }, check => (check with { Name = "" }).ToString()) : wanted.Checks,
            ForeignKeys = ignore.HasFlag(IgnoredProperty.ConstraintName)
                ? Rename(wanted.ForeignKeys, present.ForeignKeys, key => key.Name, (key, name) => (key with { Name = name }).WithReferencedDatabase(key.ReferencedDatabase!), key => (key with { Name = "" }).WithReferencedDatabase(key.ReferencedDatabase!).Text)
                : wanted.ForeignKeys,
            Options = Leave(wanted.Options, present.Options, ignore),
        };
    }

    private static ColumnSpec Leave(ColumnSpec wanted, ColumnSpec present, IgnoredProperty ignore)
    {
        if (ignore.HasFlag(IgnoredProperty.Comment))
            wanted = wanted with { Comment = present.Comment };
        if (wanted.CharacterSet is null || present.CharacterSet is null)
            return wanted;
        if (ignore.HasFlag(IgnoredProperty.CharacterSet))
            return wanted with { CharacterSet = present.CharacterSet, Collation = present.Collation };
        return ignore.HasFlag(IgnoredProperty.Collation) && wanted.CharacterSet == present.CharacterSet ? wanted with { Collation = present.Collation } : wanted;
    }

    private static IReadOnlyList<IndexSpec> Rename(TableSpec wanted, TableSpec present, IgnoredProperty ignore)
    {
        var indexes = wanted.Indexes;
        if (ignore.HasFlag(IgnoredProperty.IndexName))
            indexes = Rename(indexes, present.Indexes, index => index.Name, (index, name) => index with { Name = name }, index => index.IsPrimary ? "PRIMARY" : (index with { Name = "", Comment = ignore.HasFlag(IgnoredProperty.Comment) ? null : index.Comment }).Define());
        if (!ignore.HasFlag(IgnoredProperty.Comment))
            return indexes;
        var comments = present.Indexes.ToDictionary(index => index.Name, index => index.Comment, StringComparer.Ordinal);
        return [.. indexes.Select(index => comments.TryGetValue(index.Name, out var comment) ? index with { Comment = comment } : index)];
    }

    /// <summary>Gives wanted things the names of present ones that are otherwise equal, where neither name is on both sides.</summary>
    private static List<T> Rename<T>(IReadOnlyList<T> wanted, IReadOnlyList<T> present, Func<T, string> nameOf, Func<T, string, T> rename, Func<T, string> essence)
    {
        var names = present.Select(nameOf).ToHashSet(StringComparer.Ordinal);
        var wantedNames = wanted.Select(nameOf).ToHashSet(StringComparer.Ordinal);
        var free = present.Where(one => !wantedNames.Contains(nameOf(one))).ToList();
        var renamed = new List<T>();
        foreach (var one in wanted)
        {
            var match = names.Contains(nameOf(one)) ? -1 : free.FindIndex(other => essence(other) == essence(one));
            renamed.Add(match < 0 ? one : rename(one, nameOf(free[match])));
            if (match >= 0)
                free.RemoveAt(match);
        }

        return renamed;
    }

    private static TableOptions Leave(TableOptions wanted, TableOptions present, IgnoredProperty ignore)
    {
        var left = new List<string>();
        if (ignore.HasFlag(IgnoredProperty.AutoIncrement))
            left.Add("AUTO_INCREMENT");
        if (ignore.HasFlag(IgnoredProperty.Comment))
            left.Add("COMMENT");
        if (ignore.HasFlag(IgnoredProperty.Engine))
            left.AddRange(EngineOptions);
        if (ignore.HasFlag(IgnoredProperty.CharacterSet))
            left.AddRange(["CHARSET", "COLLATE"]);
        else if (ignore.HasFlag(IgnoredProperty.Collation) && wanted["CHARSET"] == present["CHARSET"])
            left.Add("COLLATE");
        wanted = wanted.With(left.Select(name => KeyValuePair.Create(name, present[name])));
        return ignore.HasFlag(IgnoredProperty.Partition) || Bare(wanted.Partitions, ignore) == Bare(present.Partitions, ignore) ? wanted with { Partitions = present.Partitions } : wanted;
    }

    private static string? Bare(string? partitions, IgnoredProperty ignore)
    {
        if (partitions is null)
            return null;
        if (ignore.HasFlag(IgnoredProperty.Comment))
            partitions = CommentPattern().Replace(partitions, "");
        return ignore.HasFlag(IgnoredProperty.Engine) ? EnginePattern().Replace(partitions, "") : partitions;
    }

    [GeneratedRegex("""\s*COMMENT = '(?:[^'\\]|''|\\.)*'""", RegexOptions.Singleline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex CommentPattern();

    [GeneratedRegex("""\s*ENGINE = \w+""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex EnginePattern();
}
