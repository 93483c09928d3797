using System.Globalization;
using MySqlOps.Engine.Catalog.CreateTable;

namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>Says when a column's new type can't hold all that the old one can.</summary>
internal static class TypeLoss
{
    private static readonly Dictionary<string, int> IntegerBits = new(StringComparer.Ordinal) { ["tinyint"] = 8, ["smallint"] = 16, ["mediumint"] = 24, ["int"] = 32, ["bigint"] = 64 };

    /// <summary>Bytes that a text or blob holds.</summary>
    private static readonly Dictionary<string, long> Capacities = new(StringComparer.Ordinal)
    {
        ["tinytext"] = 255,
        ["text"] = 65_535,
        ["mediumtext"] = 16_777_215,
        ["longtext"] = 4_294_967_295,
        ["tinyblob"] = 255,
        ["blob"] = 65_535,
        ["mediumblob"] = 16_777_215,
        ["longblob"] = 4_294_967_295,
    };

    /// <summary>Compares two columns.</summary>
    /// <param name="from">The column as it is.</param>
    /// <param name="to">The column as it is to be.</param>
    /// <param name="isUnique">True when a unique index counts its values as equal by the column's collation.</param>
    /// <returns>What is lost, as a sentence; null when nothing is.</returns>
    public static string? Describe(ColumnSpec from, ColumnSpec to, bool isUnique)
    {
        if (from.Type != to.Type && !Holds(Parse(from.Type), Parse(to.Type), from.CharacterSet))
            return $"The column {from.Name} becomes {to.Type} and was {from.Type}: values that do not fit are cut or refused.";
        if (from.CharacterSet != to.CharacterSet && from.CharacterSet is not null && to.CharacterSet is not null && !(from.CharacterSet == "utf8mb3" && to.CharacterSet == "utf8mb4"))
            return $"The character set of the column {from.Name} becomes {to.CharacterSet} and was {from.CharacterSet}: characters that it has not are lost.";
        if (from.Collation != to.Collation && isUnique)
            return $"The collation of the column {from.Name} becomes {to.Collation} and was {from.Collation}: values that were unique may be equal.";
        if (from.IsNullable && !to.IsNullable && from.Generated is null)
            return $"The column {from.Name} takes no NULL any more: the NULLs in it become another value or are refused.";
        return from.Srid != to.Srid && to.Srid is not null ? $"The column {from.Name} takes only the spatial reference system {to.Srid} from then on: values of others are refused." : null;
    }

    private static bool Holds(TypeParts from, TypeParts to, string? characterSet)
    {
        if (IntegerBits.TryGetValue(from.Name, out var bits))
            return HoldsInteger(from, bits, to);
        if (from.Name is "enum" or "set")
            return from.Name == to.Name && to.Arguments.Take(from.Arguments.Count).SequenceEqual(from.Arguments, StringComparer.Ordinal);
        if (from.Name is "decimal")
            return to.Name == "decimal" && (!to.IsUnsigned || from.IsUnsigned) && to.Number(1, 0) >= from.Number(1, 0) && to.Number(0, 10) - to.Number(1, 0) >= from.Number(0, 10) - from.Number(1, 0);
        if (from.Name is "float" or "double")
            return (to.Name == "double" || to.Name == from.Name) && (!to.IsUnsigned || from.IsUnsigned) && to.Arguments.Count == 0;
        if (from.Name is "char" or "varchar" || Capacities.ContainsKey(from.Name) || from.Name is "binary" or "varbinary")
            return HoldsText(from, to, characterSet);
        if (from.Name is "date" or "datetime" or "timestamp" or "time" or "year")
            return HoldsTime(from, to);
        return from.Name switch
        {
            "bit" => to.Name == "bit" && to.Number(0, 1) >= from.Number(0, 1),
            "vector" => to.Name == "vector" && to.Number(0, 2048) >= from.Number(0, 2048),
            "json" => to.Name is "longtext",
            _ => to.Name == "geometry" || (to.Name == "geomcollection" && from.Name.StartsWith("multi", StringComparison.Ordinal)),
        };
    }

    private static bool HoldsInteger(TypeParts from, int bits, TypeParts to)
    {
        if (IntegerBits.TryGetValue(to.Name, out var more))
            return from.IsUnsigned ? to.IsUnsigned ? more >= bits : more > bits : !to.IsUnsigned && more >= bits;
        var digits = Largest(bits, from.IsUnsigned).ToString(CultureInfo.InvariantCulture).Length;
        return to.Name switch
        {
            "decimal" => (!to.IsUnsigned || from.IsUnsigned) && to.Number(0, 10) - to.Number(1, 0) >= digits,
            "double" => bits <= 32 && !to.IsUnsigned && to.Arguments.Count == 0,
            "varchar" or "char" => to.Number(0, 1) > digits,
            _ => false,
        };
    }

    private static UInt128 Largest(int bits, bool isUnsigned) => (UInt128.One << (isUnsigned ? bits : bits - 1)) - 1;

    /// <summary>Lengths of char and varchar are characters, those of text bytes.</summary>
    private static bool HoldsText(TypeParts from, TypeParts to, string? characterSet)
    {
        var isBinary = from.Name.EndsWith("binary", StringComparison.Ordinal) || from.Name.EndsWith("blob", StringComparison.Ordinal);
        var becomesBinary = to.Name.EndsWith("binary", StringComparison.Ordinal) || to.Name.EndsWith("blob", StringComparison.Ordinal);
        if (isBinary != becomesBinary || Width(to, characterSet) is not { } width)
            return false;

        // CHAR loses blanks at the end, and BINARY gets zeros there.
        return to.Name != "binary" && (to.Name != "char" || from.Name == "char") && width >= Width(from, characterSet);
    }

    private static long? Width(TypeParts type, string? characterSet)
    {
        if (Capacities.TryGetValue(type.Name, out var bytes))
            return bytes;
        var perCharacter = characterSet is null ? 1 : characterSet is "utf8mb4" or "utf16" or "utf16le" or "utf32" or "gb18030" ? 4 : characterSet is "utf8mb3" or "ujis" or "eucjpms" ? 3 : characterSet is "latin1" or "ascii" ? 1 : 2;
        return type.Name is "char" or "varchar" or "binary" or "varbinary" ? type.Number(0, 1) * perCharacter : null;
    }

    private static bool HoldsTime(TypeParts from, TypeParts to) => (from.Name, to.Name) switch
    {
        ("date", "datetime") => true,
        ("timestamp", "datetime") or ("time", "time") or ("datetime", "datetime") or ("timestamp", "timestamp") => to.Number(0, 0) >= from.Number(0, 0),
        ("year", "smallint" or "int" or "mediumint" or "bigint") => true,
        ("year", "year") or ("date", "date") => true,
        _ => false,
    };

    private static TypeParts Parse(string type)
    {
        var cursor = new ElementCursor(type);
        var name = cursor.TakeText().ToLowerInvariant();
        var list = cursor.TakeParentheses();
        var arguments = list.Length == 0 ? [] : SqlTokens.Read(list[1..^1]).Where(token => !token.IsSymbol(',')).Select(token => token.Span.ToString()).ToArray();
        return new TypeParts(name, arguments, type.Contains("unsigned", StringComparison.Ordinal));
    }

    private sealed record TypeParts(string Name, IReadOnlyList<string> Arguments, bool IsUnsigned)
    {
        /// <summary>An argument as a number.</summary>
        public long Number(int place, long otherwise) => place < Arguments.Count && long.TryParse(Arguments[place], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : otherwise;
    }
}
