namespace MySqlOps.Engine.Catalog;

/// <summary>How much of a selection is read.</summary>
internal enum CatalogDetail
{
    /// <summary>Names, engines and contexts alone: no columns, no statistics, no statement. A handful of statements for a whole server.</summary>
    Names,

    /// <summary>What reading and writing rows needs: columns, indexes, partitions and statistics too, still without a statement for any object.</summary>
    Data,

    /// <summary>Everything, with one SHOW CREATE an object.</summary>
    Definitions,
}
