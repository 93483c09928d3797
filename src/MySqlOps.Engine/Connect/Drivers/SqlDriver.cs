namespace MySqlOps.Engine.Connect.Drivers;

/// <summary>The driver that this build was made on.</summary>
internal static class SqlDriver
{
    /// <summary>The one driver; it has no state.</summary>
    public static ISqlDriver Current { get; } =
#if MYSQL_DATA
        new MySqlDataDriver();
#else
        new MySqlConnectorDriver();
#endif
}
