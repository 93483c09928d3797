namespace MySqlOps.Engine.DiskUsage;

/// <summary>
/// The size of InnoDB's doublewrite files, which no view tells. They are made at start-up in full, so their size follows from the
/// settings: each file has room for its share of the buffer pool instances' batches, and every second file for its share of the 512
/// pages that are written one at a time (manual 17.6.4; sizes read off MySQL 9.7 with files 1 to 8, pages 16 to 128 and 1 to 8 pool instances).
/// </summary>
internal static class DoublewriteFiles
{
    private const int FewestBatchSegments = 4;
    private const int SinglePageSlots = 512;

    /// <summary>The bytes of all the files together.</summary>
    /// <param name="files">innodb_doublewrite_files.</param>
    /// <param name="pages">innodb_doublewrite_pages.</param>
    /// <param name="poolInstances">innodb_buffer_pool_instances.</param>
    /// <param name="pageSize">innodb_page_size.</param>
    public static long Bytes(long files, long pages, long poolInstances, long pageSize)
    {
        var segments = Math.Max(FewestBatchSegments, 2 * poolInstances);
        var made = Math.Clamp(files, 1, segments);
        var segmentsPerFile = (segments + made - 1) / made;
        var singlePageFiles = Math.Max(1, made / 2);
        return pageSize * ((made * segmentsPerFile * pages) + (singlePageFiles * (SinglePageSlots / singlePageFiles)));
    }
}
