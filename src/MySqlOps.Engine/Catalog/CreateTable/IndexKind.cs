namespace MySqlOps.Engine.Catalog.CreateTable;

/// <summary>The kinds of indexes that CREATE TABLE tells apart.</summary>
internal enum IndexKind
{
    /// <summary>PRIMARY KEY.</summary>
    Primary,

    /// <summary>UNIQUE KEY.</summary>
    Unique,

    /// <summary>KEY.</summary>
    Key,

    /// <summary>FULLTEXT KEY.</summary>
    FullText,

    /// <summary>SPATIAL KEY.</summary>
    Spatial,

    /// <summary>VECTOR KEY, which MariaDB has.</summary>
    Vector,
}
