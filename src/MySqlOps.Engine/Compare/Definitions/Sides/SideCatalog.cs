using MySqlOps.Engine.Catalog;
using MySqlOps.Engine.Catalog.CreateTable;

namespace MySqlOps.Engine.Compare.Definitions.Sides;

/// <summary>What a side holds, under the names that its objects have where they are changed. The statements that create them are read later, where they are wanted.</summary>
internal sealed record SideCatalog
{
    /// <summary>Its databases by name.</summary>
    public required IReadOnlyDictionary<string, DatabaseFacts> Databases { get; init; }

    /// <summary>Its objects, triggers among them.</summary>
    public required IReadOnlyDictionary<ObjectKey, SideObject> Objects { get; init; }

    /// <summary>Its triggers by their table, in the order in which they fire within each timing and event.</summary>
    public required IReadOnlyDictionary<ObjectName, IReadOnlyList<ObjectKey>> Triggers { get; init; }

    /// <summary>What information_schema says of each object, summed up; one that is not in it must be read.</summary>
    public required IReadOnlyDictionary<ObjectKey, UInt128> Fingerprints { get; init; }

    /// <summary>The foreign keys of its tables.</summary>
    public required IReadOnlyList<(ObjectName Table, ForeignKeyElement Key)> ForeignKeys { get; init; }

    /// <summary>What views read.</summary>
    public required ILookup<ObjectName, ObjectName> ViewUsage { get; init; }

    /// <summary>The default collations of its character sets.</summary>
    public required CollationFacts Collations { get; init; }

    /// <summary>True when the server folds the case of names.</summary>
    public required bool FoldsCase { get; init; }

    /// <summary>True when all tables and views of its databases were read, and not those of a selection alone.</summary>
    public required bool IsWhole { get; init; }

    /// <summary>Nothing.</summary>
    public static SideCatalog Empty(CollationFacts collations, bool foldsCase) => new()
    {
        Databases = new Dictionary<string, DatabaseFacts>(StringComparer.Ordinal),
        Objects = new Dictionary<ObjectKey, SideObject>(),
        Triggers = new Dictionary<ObjectName, IReadOnlyList<ObjectKey>>(),
        Fingerprints = new Dictionary<ObjectKey, UInt128>(),
        ForeignKeys = [],
        ViewUsage = Array.Empty<ObjectName>().ToLookup(name => name),
        Collations = collations,
        FoldsCase = foldsCase,
        IsWhole = false,
    };

    /// <summary>The same with everything to be read.</summary>
    public SideCatalog WithoutFingerprints() => this with { Fingerprints = new Dictionary<ObjectKey, UInt128>() };
}
