namespace MySqlOps.Engine.Compare.Sync;

/// <summary>One statement for a row.</summary>
/// <param name="Verb">What it does.</param>
/// <param name="Change">The change that it is for.</param>
internal sealed record RowOperation(RowVerb Verb, RowChange Change)
{
    /// <summary>The statement, without a semicolon.</summary>
    public string Statement => Verb switch
    {
        RowVerb.Update => RowStatements.Update(Change),
        RowVerb.Delete or RowVerb.TakeOut => RowStatements.Delete(Change),
        _ => RowStatements.Insert(Change),
    };

    /// <summary>What a change asks for.</summary>
    public static RowVerb VerbOf(RowChange change) => (change.Old, change.New) switch
    {
        (null, not null) => RowVerb.Insert,
        (not null, null) => RowVerb.Delete,
        (not null, not null) => RowVerb.Update,
        _ => throw new ArgumentException($"A change of a row of {change.Table} has neither an old nor a new row.", nameof(change)),
    };
}
