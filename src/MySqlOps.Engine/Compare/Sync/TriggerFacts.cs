using MySqlOps.Engine.Catalog;

namespace MySqlOps.Engine.Compare.Sync;

/// <summary>A trigger of a table whose rows are to be changed.</summary>
internal sealed record TriggerFacts
{
    /// <summary>Its name.</summary>
    public required ObjectName Name { get; init; }

    /// <summary>Its table.</summary>
    public required ObjectName Table { get; init; }

    /// <summary>What fires it: INSERT, UPDATE or DELETE.</summary>
    public required string Event { get; init; }

    /// <summary>Its definition; null when it is not to be dropped.</summary>
    public KeptTrigger? Definition { get; init; }

    /// <summary>True when its database had another collation when it was made: then it does not come out the same when it is made again.</summary>
    public bool IsOfOtherCollation { get; init; }
}
