using MySqlOps.Engine.Catalog.CreateTable;

namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>Reads a column's entry of SHOW CREATE TABLE.</summary>
internal static class ColumnReader
{
    /// <summary>What may follow a type's name and parentheses and still is of the type.</summary>
    private static readonly string[] TypeWords = ["unsigned", "zerofill", "precision", "varying"];

    /// <summary>Reads an entry.</summary>
    /// <returns>The column; null when something in it is not known, or it does not print as it came.</returns>
    public static ColumnSpec? Read(ColumnElement element)
    {
        var cursor = new ElementCursor(element.Text);
        cursor.TakeText();
        var column = new ColumnSpec { Name = element.Name, Type = ReadType(cursor) };
        while (!cursor.IsAtEnd)
        {
            if (ReadAttribute(column, cursor) is not { } next)
                return null;
            column = next;
        }

        return column.Print() == element.Text ? column : null;
    }

    private static string ReadType(ElementCursor cursor)
    {
        var type = cursor.TakeText() + cursor.TakeParentheses();
        while (TypeWords.FirstOrDefault(word => cursor.Take(word)) is { } word)
            type += $" {word}";
        return type;
    }

    private static ColumnSpec? ReadAttribute(ColumnSpec column, ElementCursor cursor)
    {
        if (cursor.Take("CHARACTER", "SET"))
            return column with { CharacterSet = cursor.TakeText() };
        if (cursor.Take("COLLATE"))
            return column with { Collation = cursor.TakeText() };
        if (cursor.Take("GENERATED", "ALWAYS", "AS"))
            return column with { Generated = cursor.TakeParentheses(), GeneratedKind = cursor.TakeText() };
        if (cursor.Take("NOT", "NULL"))
            return column with { SpelledNullable = false };
        if (cursor.Take("NOT", "SECONDARY"))
            return column with { IsNotSecondary = true };
        if (cursor.Take("NULL"))
            return column with { SpelledNullable = true };
        if (cursor.Take("SRID"))
            return column with { Srid = cursor.TakeText() };
        if (cursor.Take("INVISIBLE"))
            return column with { IsInvisible = true };
        if (cursor.Take("DEFAULT"))
            return column with { Default = cursor.TakeValue() };
        if (cursor.Take("ON", "UPDATE"))
            return column with { OnUpdate = cursor.TakeValue() };
        if (cursor.Take("AUTO_INCREMENT"))
            return column with { IsAutoIncrement = true };
        if (cursor.Take("COMMENT"))
            return column with { Comment = cursor.TakeText() };
        if (cursor.Take("STORAGE"))
            return column with { Storage = cursor.TakeText() };
        if (cursor.Take("COLUMN_FORMAT"))
            return column with { Format = cursor.TakeText() };
        if (cursor.Take("ENGINE_ATTRIBUTE"))
            return column with { EngineAttribute = cursor.TakeText() };
        return cursor.Take("SECONDARY_ENGINE_ATTRIBUTE") ? column with { SecondaryEngineAttribute = cursor.TakeText() } : null;
    }
}
