namespace MySqlOps.Engine.Load.Ledger;

/// <summary>The tables of the ledger. Rows of a load's objects and chunks live as long as it is unfinished; its own row stays as history.</summary>
internal static class LedgerSchema
{
    /// <summary>The database that holds what MySqlOps keeps on a server.</summary>
    public const string Database = "mysqlops";

    /// <summary>The newest form of these tables that this build knows; it stands in every load's row.</summary>
    public const int Version = 1;

    /// <summary>The statements that make them, to be run in order; each does nothing where its table is there.</summary>
    public static IReadOnlyList<string> Statements { get; } =
    [
        "CREATE DATABASE IF NOT EXISTS mysqlops DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin",
        """
        CREATE TABLE IF NOT EXISTS mysqlops.load_run (
            id BIGINT UNSIGNED NOT NULL AUTO_INCREMENT PRIMARY KEY,
            ledger_version SMALLINT UNSIGNED NOT NULL,
            export_id CHAR(36) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
            request CHAR(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
            origin VARCHAR(1024) NOT NULL,
            state ENUM('Clearing', 'Loading', 'Finished', 'Abandoned') NOT NULL,
            gtid_set LONGTEXT CHARACTER SET ascii COLLATE ascii_bin NULL,
            started DATETIME(6) NOT NULL,
            finished DATETIME(6) NULL,
            row_count BIGINT UNSIGNED NOT NULL DEFAULT 0,
            byte_count BIGINT UNSIGNED NOT NULL DEFAULT 0,
            KEY (state)
        ) ENGINE=InnoDB
        """,
        """
        CREATE TABLE IF NOT EXISTS mysqlops.load_object (
            run BIGINT UNSIGNED NOT NULL,
            kind VARCHAR(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
            database_name VARCHAR(64) NOT NULL,
            object_name VARCHAR(350) NOT NULL,
            PRIMARY KEY (run, kind, database_name, object_name)
        ) ENGINE=InnoDB
        """,
        """
        CREATE TABLE IF NOT EXISTS mysqlops.load_chunk (
            run BIGINT UNSIGNED NOT NULL,
            database_name VARCHAR(64) NOT NULL,
            table_name VARCHAR(64) NOT NULL,
            chunk INT UNSIGNED NOT NULL,
            row_count BIGINT UNSIGNED NOT NULL,
            byte_count BIGINT UNSIGNED NOT NULL,
            PRIMARY KEY (run, database_name, table_name, chunk)
        ) ENGINE=InnoDB
        """,
    ];
}
