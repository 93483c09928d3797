namespace MySqlOps.Engine.Compare.Definitions.Tables;

/// <summary>What a table is to be, and what of it is looked at.</summary>
/// <param name="Wanted">The table as it is to be, under the name that it has where it is changed.</param>
/// <param name="Renames">Columns that have another name: the wanted name by the present one.</param>
/// <param name="Ignore">What is not looked at.</param>
internal sealed record TableGoal(TableSpec Wanted, IReadOnlyDictionary<string, string> Renames, IgnoredProperty Ignore)
{
    /// <summary>Compares a table with it.</summary>
    /// <param name="present">The table as it is.</param>
    /// <param name="referrers">The foreign keys of other tables that point to it and stay.</param>
    public IReadOnlyList<TableDifference> Compare(TableSpec present, IReadOnlyList<Referrer> referrers) =>
        TableDiffer.Compare(IgnoredParts.Leave(Wanted, present, Renames, Ignore), present, Renames, Ignore.HasFlag(IgnoredProperty.ColumnOrder), referrers);
}
