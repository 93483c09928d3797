namespace MySqlOps.Engine.Foundation;

/// <summary>Whose server it is.</summary>
public enum ServerFlavor
{
    /// <summary>Oracle's MySQL, or a build that does not say otherwise.</summary>
    MySql,

    /// <summary>Percona Server for MySQL.</summary>
    Percona,

    /// <summary>MariaDB.</summary>
    MariaDb,
}
