//! The rows of a list that stay in their places while the others move.

/// Whether each row may stay in its place, by its position in the list before; a new row has none. As few rows as possible move: those that stay
/// are a longest ascending sequence of positions, found by patience sorting. A row that moves loses its focus and scroll position.
pub(crate) fn staying_rows(former: &[Option<usize>]) -> Vec<bool> {
    // For each length the row that ends the sequence of this length with the lowest position.
    let mut ends: Vec<usize> = Vec::new();
    // The row before each row in the best sequence that it ends.
    let mut previous = vec![None; former.len()];
    for (row, position) in former.iter().enumerate() {
        if position.is_none() {
            continue;
        }
        let length = ends.partition_point(|&end| former[end] < *position);
        previous[row] = length.checked_sub(1).map(|last| ends[last]);
        match ends.get_mut(length) {
            Some(end) => *end = row,
            None => ends.push(row),
        }
    }
    let mut stays = vec![false; former.len()];
    let mut next = ends.last().copied();
    while let Some(row) = next {
        stays[row] = true;
        next = previous[row];
    }
    stays
}

#[cfg(test)]
mod tests {
    use super::staying_rows;

    fn stays(former: &[usize]) -> String {
        let former: Vec<_> = former.iter().copied().map(Some).collect();
        staying_rows(&former)
            .iter()
            .map(|stays| if *stays { 's' } else { 'm' })
            .collect()
    }

    #[test]
    fn only_the_row_that_was_moved_moves() {
        assert_eq!(stays(&[0, 1, 2, 3]), "ssss");
        assert_eq!(stays(&[1, 2, 3, 0]), "sssm");
        assert_eq!(stays(&[3, 0, 1, 2]), "msss");
        assert_eq!(stays(&[1, 0]).matches('s').count(), 1);
        assert_eq!(stays(&[3, 2, 1, 0]).matches('s').count(), 1);
        assert_eq!(stays(&[]), "");
    }

    #[test]
    fn new_rows_are_placed_between_those_that_stay() {
        assert_eq!(
            staying_rows(&[None, Some(0), None, Some(1)]),
            [false, true, false, true]
        );
        assert_eq!(staying_rows(&[None, None]), [false, false]);
    }

    /// Every order of six rows, compared with all their subsets.
    #[test]
    fn as_many_rows_as_possible_stay() {
        for_each_order(&mut [0, 1, 2, 3, 4, 5], 0, &|order| {
            let stays: Vec<usize> = stays(order)
                .char_indices()
                .filter(|(_, stays)| *stays == 's')
                .map(|(row, _)| row)
                .collect();
            assert!(is_ascending(order, stays.iter().copied()), "{order:?} {stays:?}");
            let subset = |bits: u32| (0..6).filter(move |row| bits & (1 << row) != 0);
            let most = (0..64)
                .filter(|bits| is_ascending(order, subset(*bits)))
                .map(u32::count_ones)
                .max();
            assert_eq!(Some(stays.len() as u32), most, "{order:?}");
        });
    }

    fn is_ascending(order: &[usize], rows: impl Iterator<Item = usize>) -> bool {
        rows.map(|row| order[row]).is_sorted()
    }

    fn for_each_order(rows: &mut [usize; 6], first: usize, check: &dyn Fn(&[usize])) {
        if first == rows.len() {
            return check(rows);
        }
        for other in first..rows.len() {
            rows.swap(first, other);
            for_each_order(rows, first + 1, check);
            rows.swap(first, other);
        }
    }
}
