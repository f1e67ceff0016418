import { createSlice } from '@reduxjs/toolkit';
import { clearUser } from './userSlice.js';

const initialState = { productIds: [] }; // the latest is the last

const wishlistSlice = createSlice({
  name: 'wishlist',
  initialState,
  reducers: {
    toggleKept: (state, { payload }) => {
      const index = state.productIds.indexOf(payload);
      if (index < 0) state.productIds.push(payload);
      else state.productIds.splice(index, 1);
    },
    replaceWishlist: (_, { payload }) => payload,
  },
  extraReducers: (builder) => builder.addCase(clearUser, () => initialState),
});

export const { toggleKept, replaceWishlist } = wishlistSlice.actions;
export const wishlistReducer = wishlistSlice.reducer;

export const selectKeptIds = (state) => state.wishlist.productIds;
export const selectKeptCount = (state) => state.wishlist.productIds.length;
export const selectIsKept = (state, id) => state.wishlist.productIds.includes(id);
