using MySqlOps.Engine.Catalog.CreateTable;

namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>The options of a table, and its partitions as one text.</summary>
internal sealed record TableOptions
{
    /// <summary>What the options are without being spelled, and how a statement says so; those that are not here need no reset.</summary>
    private static readonly Dictionary<string, string> Resets = new(StringComparer.OrdinalIgnoreCase)
    {
        ["AUTO_INCREMENT"] = "1",
        ["AUTOEXTEND_SIZE"] = "0",
        ["AVG_ROW_LENGTH"] = "0",
        ["CHECKSUM"] = "0",
        ["COMMENT"] = "''",
        ["COMPRESSION"] = "''",
        ["DELAY_KEY_WRITE"] = "0",
        ["ENCRYPTION"] = "'N'",
        ["ENGINE_ATTRIBUTE"] = "''",
        ["INSERT_METHOD"] = "NO",
        ["KEY_BLOCK_SIZE"] = "0",
        ["MAX_ROWS"] = "0",
        ["MIN_ROWS"] = "0",
        ["PACK_KEYS"] = "DEFAULT",
        ["ROW_FORMAT"] = "DEFAULT",
        ["SECONDARY_ENGINE"] = "NULL",
        ["SECONDARY_ENGINE_ATTRIBUTE"] = "''",
        ["STATS_AUTO_RECALC"] = "DEFAULT",
        ["STATS_PERSISTENT"] = "DEFAULT",
        ["STATS_SAMPLE_PAGES"] = "DEFAULT",
    };

    /// <summary>The values as spelled, by the option's name: <c>CHARSET</c> and <c>COLLATE</c> among them.</summary>
    public required IReadOnlyDictionary<string, string> Values { get; init; }

    /// <summary>From PARTITION BY on, without version comments, on one line; null when there are none.</summary>
    public required string? Partitions { get; init; }

    /// <summary>Reads what follows the entries.</summary>
    /// <param name="tail">From the closing parenthesis on.</param>
    /// <returns>The options; null when something in it is not known.</returns>
    public static TableOptions? Read(string tail)
    {
        var values = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var cursor = new ElementCursor(tail);
        cursor.TakeSymbol(')');
        while (!cursor.IsAtEnd && !(cursor.Current.IsWord("PARTITION") && cursor.Ahead(1).IsWord("BY")))
        {
            cursor.Take("DEFAULT");
            if (cursor.Current.Kind != SqlTokenKind.Word)
                return null;
            var name = cursor.TakeText().ToUpperInvariant();
            if (name is "DATA" or "INDEX")
                name += $" {cursor.TakeText().ToUpperInvariant()}";

            // TABLESPACE alone is spelled without a sign.
            if (!cursor.TakeSymbol('=') && name is not ("TABLESPACE" or "STORAGE"))
                return null;
            if (!values.TryAdd(name, cursor.Current.IsSymbol('(') ? cursor.TakeParentheses() : cursor.TakeText()))
                return null;
        }

        return new TableOptions { Values = values, Partitions = cursor.IsAtEnd ? null : TakeRest(cursor) };
    }

    /// <summary>The value; null when it is not spelled.</summary>
    public string? this[string name] => Values.GetValueOrDefault(name);

    /// <summary>The clause that gives an option a value; null when there is none that does.</summary>
    /// <param name="name">The option.</param>
    /// <param name="value">The value; null for what it is unless it is spelled.</param>
    public static string? Clause(string name, string? value)
    {
        if (value is null && !Resets.TryGetValue(name, out value))
            return null;
        return name is "TABLESPACE" ? $"TABLESPACE {value}" : $"{name}={value}";
    }

    /// <summary>The same with other values for some options.</summary>
    public TableOptions With(IEnumerable<KeyValuePair<string, string?>> changes)
    {
        var values = new Dictionary<string, string>(Values, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in changes)
        {
            values.Remove(name);
            if (value is not null)
                values.Add(name, value);
        }

        return this with { Values = values };
    }

    /// <summary>The tokens, parted by one blank where blanks or comments parted them: line feeds and version comments are no difference.</summary>
    private static string TakeRest(ElementCursor cursor)
    {
        var text = new System.Text.StringBuilder();
        var end = cursor.Current.Start;
        while (!cursor.IsAtEnd)
        {
            text.Append(cursor.Current.Start > end ? " " : "");
            end = cursor.Current.End;
            text.Append(cursor.TakeText());
        }

        return text.ToString();
    }
}
