using System.Text;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>A column with all its attributes, each as SHOW CREATE TABLE spells it; null or false for what it does not say.</summary>
internal sealed record ColumnSpec
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The type with its length, members and signs, as <c>decimal(10,2) unsigned</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The type for statements, where it says more than the type by which columns are compared: programs take tinyint(1) for a truth value.</summary>
    public string? WrittenType { get; init; }

    /// <summary>CHARACTER SET, as spelled; null when it is the table's.</summary>
    public string? CharacterSet { get; init; }

    /// <summary>COLLATE, as spelled.</summary>
    public string? Collation { get; init; }

    /// <summary>True when the definition spells neither, or only the table's own: <see cref="CharacterSet"/> and <see cref="Collation"/> are the table's.</summary>
    public bool InheritsText { get; init; }

    /// <summary>The expression of a generated column, with its parentheses.</summary>
    public string? Generated { get; init; }

    /// <summary>STORED or VIRTUAL; only of a generated column.</summary>
    public string? GeneratedKind { get; init; }

    /// <summary>NOT NULL (false), NULL (true), or neither of them.</summary>
    public bool? SpelledNullable { get; init; }

    /// <summary>The number of the spatial reference system.</summary>
    public string? Srid { get; init; }

    /// <summary>True for INVISIBLE.</summary>
    public bool IsInvisible { get; init; }

    /// <summary>What stands behind DEFAULT, an ON UPDATE not included.</summary>
    public string? Default { get; init; }

    /// <summary>What stands behind ON UPDATE.</summary>
    public string? OnUpdate { get; init; }

    /// <summary>True for AUTO_INCREMENT.</summary>
    public bool IsAutoIncrement { get; init; }

    /// <summary>The comment as a literal.</summary>
    public string? Comment { get; init; }

    /// <summary>STORAGE.</summary>
    public string? Storage { get; init; }

    /// <summary>COLUMN_FORMAT.</summary>
    public string? Format { get; init; }

    /// <summary>ENGINE_ATTRIBUTE as a literal.</summary>
    public string? EngineAttribute { get; init; }

    /// <summary>SECONDARY_ENGINE_ATTRIBUTE as a literal.</summary>
    public string? SecondaryEngineAttribute { get; init; }

    /// <summary>True for NOT SECONDARY.</summary>
    public bool IsNotSecondary { get; init; }

    /// <summary>True when it takes NULL.</summary>
    public bool IsNullable => SpelledNullable ?? true;

    /// <summary>What two columns are compared by: all but the name and the place.</summary>
    public string Essence => (this with { WrittenType = null, Format = null, Storage = null }).Define();

    /// <summary>The column as its definition spells it, for where the table's character set and collation are the same.</summary>
    public ColumnSpec AsSpelled => InheritsText ? this with { CharacterSet = null, Collation = null } : this;

    /// <summary>The text as the server prints it: what was not understood shows by being another.</summary>
    public string Print() => Join(
        SqlIdentifier.Quote(Name),
        Type,
        Say("CHARACTER SET", CharacterSet),
        Say("COLLATE", Collation),
        Generated is null ? null : $"GENERATED ALWAYS AS {Generated} {GeneratedKind}",
        SpelledNullable switch { true => "NULL", false => "NOT NULL", null => null },
        Srid is null ? null : $"/*!80003 SRID {Srid} */",
        Storage is null ? null : $"/*!50606 STORAGE {Storage} */",
        Format is null ? null : $"/*!50606 COLUMN_FORMAT {Format} */",
        Say("DEFAULT", Default),
        Say("ON UPDATE", OnUpdate),
        IsAutoIncrement ? "AUTO_INCREMENT" : null,
        IsNotSecondary ? "NOT SECONDARY" : null,
        IsInvisible ? "/*!80023 INVISIBLE */" : null,
        Say("COMMENT", Comment),
        EngineAttribute is null ? null : $"/*!80021 ENGINE_ATTRIBUTE {EngineAttribute} */",
        SecondaryEngineAttribute is null ? null : $"/*!80021 SECONDARY_ENGINE_ATTRIBUTE {SecondaryEngineAttribute} */");

    /// <summary>The text for a statement, which gives this very column whatever the table's defaults are, behind the name.</summary>
    public string Define() => Join(
        WrittenType ?? Type,
        Say("CHARACTER SET", CharacterSet),
        Say("COLLATE", Collation),
        Generated is null ? null : $"GENERATED ALWAYS AS {Generated} {GeneratedKind}",
        IsNullable ? "NULL" : "NOT NULL",
        Say("SRID", Srid),
        Say("DEFAULT", Default),
        Say("ON UPDATE", OnUpdate),
        IsAutoIncrement ? "AUTO_INCREMENT" : null,
        Say("COMMENT", Comment),
        Say("STORAGE", Storage),
        Say("COLUMN_FORMAT", Format),
        IsInvisible ? "INVISIBLE" : null,
        Say("ENGINE_ATTRIBUTE", EngineAttribute),
        Say("SECONDARY_ENGINE_ATTRIBUTE", SecondaryEngineAttribute),
        IsNotSecondary ? "NOT SECONDARY" : null);

    private static string? Say(string word, string? value) => value is null ? null : $"{word} {value}";

    private static string Join(params ReadOnlySpan<string?> parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts)
        {
            if (part is not null)
                text.Append(text.Length == 0 ? "" : " ").Append(part);
        }

        return text.ToString();
    }
}
