namespace MySqlOps.Engine.Catalog;

/// <summary>What kind of stored program a routine is.</summary>
internal enum RoutineKind
{
    /// <summary>CREATE FUNCTION.</summary>
    Function,

    /// <summary>CREATE PROCEDURE.</summary>
    Procedure,

    /// <summary>CREATE LIBRARY (MySQL 9.2 and later).</summary>
    Library,
}
