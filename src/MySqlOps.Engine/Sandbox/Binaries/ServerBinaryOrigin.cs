namespace MySqlOps.Engine.Sandbox.Binaries;

/// <summary>How a mysqld was found.</summary>
public enum ServerBinaryOrigin
{
    /// <summary>The caller named it.</summary>
    Given,

    /// <summary>The environment variable MYSQLOPS_MYSQLD names it.</summary>
    Environment,

    /// <summary>It is on PATH.</summary>
    SearchPath,

    /// <summary>It is where packages and installers put it.</summary>
    Installed,

    /// <summary>MySqlOps got it earlier and keeps it in the user's cache folder.</summary>
    Cache,

    /// <summary>MySqlOps got it just now.</summary>
    Downloaded,
}
