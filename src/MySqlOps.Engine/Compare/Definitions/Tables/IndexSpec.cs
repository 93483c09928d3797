using System.Globalization;
using MySqlOps.Engine.Catalog.CreateTable;
using MySqlOps.Engine.Foundation;

namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>An index with all its attributes, each as SHOW CREATE TABLE spells it.</summary>
internal sealed record IndexSpec
{
    /// <summary>Its name; <c>PRIMARY</c> for the primary key.</summary>
    public required string Name { get; init; }

    /// <summary>What it is.</summary>
    public required IndexKind Kind { get; init; }

    /// <summary>The columns of its parts; null for a part that is an expression.</summary>
    public required IReadOnlyList<string?> Columns { get; init; }

    /// <summary>Its parts with lengths and directions, in parentheses.</summary>
    public required string Parts { get; init; }

    /// <summary>BTREE, HASH or RTREE where it is spelled.</summary>
    public string? Using { get; init; }

    /// <summary>KEY_BLOCK_SIZE.</summary>
    public string? KeyBlockSize { get; init; }

    /// <summary>The comment as a literal.</summary>
    public string? Comment { get; init; }

    /// <summary>The parser of a FULLTEXT index, a name in backticks.</summary>
    public string? Parser { get; init; }

    /// <summary>True for INVISIBLE.</summary>
    public bool IsInvisible { get; init; }

    /// <summary>ENGINE_ATTRIBUTE as a literal.</summary>
    public string? EngineAttribute { get; init; }

    /// <summary>SECONDARY_ENGINE_ATTRIBUTE as a literal.</summary>
    public string? SecondaryEngineAttribute { get; init; }

    /// <summary>True for the primary key.</summary>
    public bool IsPrimary => Kind == IndexKind.Primary;

    private string Head => (Kind switch
    {
        IndexKind.Primary => "PRIMARY KEY",
        IndexKind.Unique => "UNIQUE KEY",
        IndexKind.FullText => "FULLTEXT KEY",
        IndexKind.Spatial => "SPATIAL KEY",
        IndexKind.Vector => "VECTOR KEY",
        _ => "KEY",
    }) + (IsPrimary ? "" : $" {SqlIdentifier.Quote(Name)}");

    /// <summary>Reads an entry.</summary>
    /// <returns>The index; null when something in it is not known, or it does not print as it came.</returns>
    public static IndexSpec? Read(IndexElement element)
    {
        var cursor = new ElementCursor(element.Text);
        while (!cursor.IsAtEnd && !cursor.Current.IsSymbol('('))
            cursor.TakeText();
        var index = new IndexSpec { Name = element.Name, Kind = element.Kind, Columns = element.Columns, Parts = cursor.TakeParentheses() };
        while (!cursor.IsAtEnd)
        {
            if (ReadAttribute(index, cursor) is not { } next)
                return null;
            index = next;
        }

        return index.Print() == element.Text ? index : null;
    }

    /// <summary>The text as the server prints it.</summary>
    public string Print() =>
        $"{Head} {Parts}"
        + (Using is null ? "" : $" USING {Using}")
        + (KeyBlockSize is null ? "" : string.Create(CultureInfo.InvariantCulture, $" KEY_BLOCK_SIZE={KeyBlockSize}"))
        + (Comment is null ? "" : $" COMMENT {Comment}")
        + (IsInvisible ? " /*!80000 INVISIBLE */" : "")
        + (EngineAttribute is null ? "" : $" /*!80021 ENGINE_ATTRIBUTE {EngineAttribute} */")
        + (SecondaryEngineAttribute is null ? "" : $" /*!80021 SECONDARY_ENGINE_ATTRIBUTE {SecondaryEngineAttribute} */")
        + (Parser is null ? "" : $" /*!50100 WITH PARSER {Parser} */");

    /// <summary>The text for a statement, without version comments: also what two indexes are compared by.</summary>
    public string Define() =>
        $"{Head} {Parts}"
        + (Using is null ? "" : $" USING {Using}")
        + (KeyBlockSize is null ? "" : $" KEY_BLOCK_SIZE={KeyBlockSize}")
        + (Parser is null ? "" : $" WITH PARSER {Parser}")
        + (Comment is null ? "" : $" COMMENT {Comment}")
        + (IsInvisible ? " INVISIBLE" : "")
        + (EngineAttribute is null ? "" : $" ENGINE_ATTRIBUTE {EngineAttribute}")
        + (SecondaryEngineAttribute is null ? "" : $" SECONDARY_ENGINE_ATTRIBUTE {SecondaryEngineAttribute}");

    private static IndexSpec? ReadAttribute(IndexSpec index, ElementCursor cursor)
    {
        if (cursor.Take("USING"))
            return index with { Using = cursor.TakeText() };
        if (cursor.Take("KEY_BLOCK_SIZE") && cursor.TakeSymbol('='))
            return index with { KeyBlockSize = cursor.TakeText() };
        if (cursor.Take("COMMENT"))
            return index with { Comment = cursor.TakeText() };
        if (cursor.Take("WITH", "PARSER"))
            return index with { Parser = cursor.TakeText() };
        if (cursor.Take("INVISIBLE"))
            return index with { IsInvisible = true };
        if (cursor.Take("ENGINE_ATTRIBUTE"))
            return index with { EngineAttribute = cursor.TakeText() };
        return cursor.Take("SECONDARY_ENGINE_ATTRIBUTE") ? index with { SecondaryEngineAttribute = cursor.TakeText() } : null;
    }
}
