using System.Text;
using MySqlOps.Engine.Catalog.CreateTable;

namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>
/// Spells out what a table's definition leaves unsaid and leaves out what says nothing, so that versions and ways of writing make no difference: display widths, old names of
/// utf8mb3, default and inherited collations, USING BTREE where there is nothing else.
/// </summary>
internal sealed class TableSpelling
{
    private static readonly string[] IntegerTypes = ["tinyint", "smallint", "mediumint", "int", "bigint"];

    /// <summary>The types that have a character set.</summary>
    private static readonly string[] TextTypes = ["char", "varchar", "tinytext", "text", "mediumtext", "longtext", "enum", "set"];

    /// <summary>InnoDB takes these for an index and does nothing with them.</summary>
    private readonly bool _isInnoDb;
    private readonly CollationFacts _collations;

    /// <summary>Reads the table's own defaults.</summary>
    public TableSpelling(CreateTableText table, CollationFacts collations)
    {
        _collations = collations;
        _isInnoDb = string.Equals(table.Engine, "InnoDB", StringComparison.OrdinalIgnoreCase);
        var options = TableOptions.Read(table.Tail);
        (CharacterSet, Collation) = Resolve(options?["CHARSET"] ?? options?["CHARACTER SET"], options?["COLLATE"], "utf8mb4", "utf8mb4_0900_ai_ci");
    }

    /// <summary>The table's character set.</summary>
    public string CharacterSet { get; }

    /// <summary>The table's collation.</summary>
    public string Collation { get; }

    /// <summary>A constraint.</summary>
    public static CheckSpec Settle(CheckSpec check) => check with { Condition = SettleExpression(check.Condition) };

    /// <summary>A foreign key: the parent with its database; what is done without being said is left out.</summary>
    public static ForeignKeyElement Settle(ForeignKeyElement key, string database)
    {
        var actions = SqlTokens.Read(key.Actions).Select(token => token.Span.ToString().ToUpperInvariant()).ToList();
        var text = string.Join(' ', actions)
            .Replace("ON DELETE RESTRICT", "", StringComparison.Ordinal).Replace("ON UPDATE RESTRICT", "", StringComparison.Ordinal)
            .Replace("ON DELETE NO ACTION", "", StringComparison.Ordinal).Replace("ON UPDATE NO ACTION", "", StringComparison.Ordinal);
        return (key with { Actions = string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries)) }).WithReferencedDatabase(key.ReferencedDatabase ?? database);
    }

    /// <summary>A type: display widths go but for ZEROFILL, where they show.</summary>
    public static string SettleType(string type)
    {
        var open = type.IndexOf('(', StringComparison.Ordinal);
        var name = (open < 0 ? type : type[..open]).ToLowerInvariant();
        if (open < 0)
            return name;
        var close = type.LastIndexOf(')');
        var behind = type[(close + 1)..].ToLowerInvariant();
        var isShown = !(IntegerTypes.Contains(name) || name == "year") || behind.Contains("zerofill", StringComparison.Ordinal);
        return name + (isShown ? type[open..(close + 1)] : "") + behind;
    }

    /// <summary>A column.</summary>
    public ColumnSpec Settle(ColumnSpec column)
    {
        var type = SettleType(column.Type);
        var isText = Array.Exists(TextTypes, name => type == name || type.StartsWith($"{name}(", StringComparison.Ordinal));
        var (set, collation) = isText ? Resolve(column.CharacterSet, column.Collation, CharacterSet, Collation) : (null, null);
        return column with
        {
            Type = type,
            WrittenType = column.Type.StartsWith("tinyint(1)", StringComparison.OrdinalIgnoreCase) ? column.Type : null,
            CharacterSet = set,
            Collation = collation,
            InheritsText = isText && column.CharacterSet is null && collation == Collation,
            Default = column.Default is null ? null : SettleDefault(column.Default),
            Generated = column.Generated is null ? null : SettleExpression(column.Generated),
            SpelledNullable = column.SpelledNullable ?? true,
        };
    }

    /// <summary>An index.</summary>
    public IndexSpec Settle(IndexSpec index) => index with
    {
        Parts = SettleExpression(index.Parts),
        Using = index.Using is "BTREE" && _isInnoDb ? null : index.Using,
        KeyBlockSize = _isInnoDb ? null : index.KeyBlockSize,
    };

    /// <summary>The options: character set and collation under one name each, and spelled.</summary>
    public TableOptions Settle(TableOptions options)
    {
        var settled = options.With([new("CHARACTER SET", null), new("CHARSET", CharacterSet), new("COLLATE", Collation)]);
        if (settled["ENCRYPTION"] is "'N'" or "'n'")
            settled = settled.With([new("ENCRYPTION", null)]);
        return settled with { Partitions = settled.Partitions is null ? null : SettleExpression(settled.Partitions) };
    }

    private static string SettleDefault(string value) => value.StartsWith('\'') ? value : SettleExpression(value);

    /// <summary>An expression with today's names of character sets and collations.</summary>
    private static string SettleExpression(string expression)
    {
        if (!expression.Contains("utf8", StringComparison.OrdinalIgnoreCase))
            return expression;
        var text = new StringBuilder();
        var end = 0;
        foreach (var token in SqlTokens.Read(expression).Where(token => token.Kind == SqlTokenKind.Word))
        {
            var word = token.Span.ToString();
            var today = word is "_utf8" ? "_utf8mb3" : word is "utf8" || word.StartsWith("utf8_", StringComparison.Ordinal) ? CollationFacts.Today(word) : word;
            text.Append(expression, end, token.Start - end).Append(today);
            end = token.End;
        }

        return text.Append(expression, end, expression.Length - end).ToString();
    }

    private (string CharacterSet, string Collation) Resolve(string? set, string? collation, string inheritedSet, string inheritedCollation)
    {
        if (collation is not null)
            return (set is null ? CollationFacts.CharacterSetOf(collation) : CollationFacts.Today(set), CollationFacts.Today(collation));
        return set is null ? (inheritedSet, inheritedCollation) : (CollationFacts.Today(set), CollationFacts.Today(_collations.DefaultOf(set)));
    }
}
