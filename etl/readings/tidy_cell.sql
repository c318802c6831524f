-- A text with the look-alikes of ASCII made ASCII and without what cannot be seen; superscripts and fractions stay.
create or replace temp macro tidy_cell(text) as trim(
    regexp_replace(
        regexp_replace(
            translate(
                text,
                '０１２３４５６７８９．，＋－％（）／＄：−‐‑‒–﹣＇’‘´`',
                '0123456789.,+-%()/$:------'''''''''''
            ),
            '[\x{00AD}\x{200B}-\x{200F}\x{202A}-\x{202E}\x{2060}\x{2066}-\x{2069}\x{FEFF}]', '', 'g'
        ),
        '[\s\x{00A0}\x{1680}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}]+', ' ', 'g'
    )
);
